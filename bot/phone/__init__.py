"""A local Bot API server with people in it, and a page that is their phone.

It runs on the event loop of whoever starts it, and the bot under test talks to it over real HTTP::

    from bot.phone.phone import Phone
    from bot.phone.server import serve

    phone = Phone()
    siti = phone.add_person("Siti Aminah", phone_number="+62 812 0000 0001")
    async with serve(phone) as address:
        ...                                   # a bot with address.base_url, address.base_file_url and phone.token
        siti.open(phone.link("T0KEN"))        # sends "/start T0KEN"
        message = await siti.answer()         # the bot's next message, new or changed
        siti.tap("Setuju")                    # a button under a message, or on the keyboard
        siti.write("halo", reply_to=message)
        await phone.until(lambda: "Terima kasih" in siti.messages[-1].text)

People act at once and never wait; only ``answer`` and ``until`` do. ``phone.calls`` holds what the bot asked,
``phone.pending`` the updates it has not confirmed, ``phone.faults`` what is to go wrong::

        phone.faults.next(Fault.TIME_OUT, times=2, method="sendMessage")
        phone.faults.at_random(Fault.DROP, probability=0.1, seed=7)
        phone.faults.throttle = Throttle()    # 30 a second, 1 a second a chat, 20 a minute a group
        phone.faults.clear()

The same can be done from another process through ``/phone/...`` (see ``control``), which is also what the page at
``/`` uses.

Where it is stricter than Telegram: a parameter Telegram does not know is refused instead of ignored, and so is one it
knows but the phone does not serve. Where it is as strict: a bot sees only what is meant for it in a group (unless
``reads_groups``), cannot write first, and loses updates that nobody fetched for a day. Where it is simpler: a photo's
smaller sizes are the same bytes, one bot lives here, and everything but files is in memory.
"""
