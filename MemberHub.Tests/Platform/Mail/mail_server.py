"""A mail server on loopback: mail_server.py MODE CERTIFICATE KEY FOLDER. Prints its port, ends when its input does.

MODE is plain, starttls or tls. Each mail is parsed as a mail program parses it and written to FOLDER as JSON."""
import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

mode, certificate, key, folder = sys.argv[1:5]


class Mailbox:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("later@"):
            return "451 4.3.0 try again later"
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = list(mail.walk())
        text = mail.get_body(("plain",))
        Mailbox.count += 1
        read = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name: str(value) for name, value in mail.items()},
            "sender": mail["From"].addresses[0].display_name,
            "date": mail["Date"].datetime.isoformat(),
            "charset": text.get_content_charset(),
            "text": text.get_content(),
            "defects": [repr(defect) for part in parts for defect in part.defects]
            + [repr(defect) for value in mail.values() for defect in getattr(value, "defects", [])],
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
            "ascii": all(byte < 128 for byte in envelope.content),
            "encrypted": session.ssl is not None or mode == "tls",
            "user": session.auth_data,
        }
        path = pathlib.Path(folder, f"{Mailbox.count}.part")
        path.write_text(json.dumps(read), encoding="utf-8")
        path.rename(path.with_suffix(".json"))
        return "250 2.0.0 taken"


def sign_in(server, session, envelope, mechanism, data):
    if data.login != b"hub" or data.password != "ひみつ 1".encode():
        return AuthResult(success=False, handled=False)
    return AuthResult(success=True, auth_data="hub")


async def serve():
    context = None
    if mode != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)

    def protocol():
        return SMTP(
            Mailbox(),
            hostname="mail.example.jp",
            tls_context=context if mode == "starttls" else None,
            require_starttls=mode == "starttls",
            authenticator=sign_in if mode != "plain" else None,
            auth_required=mode != "plain",
            auth_require_tls=mode == "starttls",
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
