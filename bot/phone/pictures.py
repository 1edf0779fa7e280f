"""A picture to send when it does not matter which."""

import struct
import zlib


def sample_picture(width: int = 320, height: int = 200) -> bytes:
    """A PNG of an evening sky over a hill: always the same bytes for the same size."""
    rows = []
    for y in range(height):
        sky = (40 + 180 * y // height, 90 + 90 * y // height, 150 + 20 * y // height)
        hill = height - height // 3
        row = bytearray(b"\0")
        for x in range(width):
            below = y > hill + (x - width // 2) ** 2 // (width * 2)
            row += bytes((38, 70, 62) if below else sky)
        rows.append(bytes(row))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
