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
``phone.pending`` the updates it has not confirmed, ``phone.faults`` what is to go wrong. The same can be done from
another process through ``/phone/...``, which is also what the page at ``/`` uses.
"""
