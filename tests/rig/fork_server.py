"""What the fork server imports, so that a bot is there in some milliseconds: each is forked from it.

What has been imported is taken from the garbage collector's sight: looking through it would copy every page in each fork.
"""

import gc

import tests.rig.bot_process

__all__ = ["tests"]

gc.freeze()
