import asyncio
import smtplib
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from mithaq_local.mail.pages import routes
from mithaq_local.mail.smtp import listen
from mithaq_local.mail.store import MailStore
from mithaq_local.ports import HOST, choose
from mithaq_local.web import guards
from starlette.applications import Starlette

EVIL = "<script>alert('x')</script>"


def mail(subject: str = "Signature", html: str = "<p>Signez</p>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "ministere@example.ma", "wali@example.ma"
    message["Subject"] = subject
    message.set_content("Signez la convention")
    message.add_alternative(html, subtype="html")
    return message


@pytest.fixture
def store(tmp_path: Path) -> MailStore:
    return MailStore(tmp_path)


@pytest_asyncio.fixture
async def web(store: MailStore) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=routes(store), middleware=guards())
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


def keep(store: MailStore, message: EmailMessage, to: str = "wali@example.ma") -> str:
    return store.add("ministere@example.ma", [to], message.as_bytes())


async def test_a_mail_sent_by_smtp_is_kept(store: MailStore) -> None:
    port = choose()
    async with await listen(store, HOST, port):
        await asyncio.to_thread(send, port, mail("الاتفاقية"))
    (summary,) = store.newest()
    assert (summary.subject, summary.recipients) == ("الاتفاقية", ("wali@example.ma",))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"=?utf-8?b?2YjZgtmR2LnYqg==?= =?utf-8?b?INis2YXZiti5?=", "وقّعت جميع"),
        (b"=?utf-8?b?2YjZgtmR2LnYqg==?=\r\n =?utf-8?b?INis2YXZiti5?=", "وقّعت جميع"),
        (b"=?utf-8?b?2YjZgg==?=\r\n\t=?utf-8?q?=D9=91?= x", "وقّ x"),
        (b"=?utf-8?b?2Yg=?= C-1 =?utf-8?b?2Yg=?=", "و C-1 و"),
        (b"=?utf-8?b?2Q==?= =?utf-8?b?iA==?=", "و"),  # one character cut in two
        (b"a long\r\n plain subject", "a long plain subject"),
        (b"=?utf-8?q?x=0D=0ABcc=3A_e=40e=2Ema?=", "x\r\nBcc: e@e.ma"),
        (b"=?latin-1?q?caf=E9?=", "café"),
        ("café".encode(), "café"),
    ],
)
def test_subjects_read_as_they_were_typed(store: MailStore, written: bytes, read: str) -> None:
    store.add("x@example.ma", ["y@example.ma"], b"Subject: " + written + b"\r\n\r\nx")
    (summary,) = store.newest()
    assert summary.subject == read


@pytest.mark.parametrize(
    ("domain", "code"), [("refused.example.ma", 550), ("busy.example.ma", 451)]
)
async def test_a_sender_can_try_its_failures(store: MailStore, domain: str, code: int) -> None:
    port = choose()
    async with await listen(store, HOST, port):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            await asyncio.to_thread(send, port, mail(), f"wali@{domain}")
    assert refused.value.recipients[f"wali@{domain}"][0] == code
    assert list(store.newest()) == []


def send(port: int, message: EmailMessage, to: str = "wali@example.ma") -> None:
    with smtplib.SMTP(HOST, port, timeout=5) as client:
        client.send_message(message, to_addrs=[to])


def test_mails_survive_a_kill_of_the_server(store: MailStore, tmp_path: Path) -> None:
    name = keep(store, mail())
    (tmp_path / "cut-short.draft").write_bytes(b"From: x")
    assert [summary.id for summary in MailStore(tmp_path).newest()] == [name]


def test_the_oldest_mails_make_room(tmp_path: Path) -> None:
    store = MailStore(tmp_path, limit=2)
    names = [keep(store, mail(str(number))) for number in range(3)]
    assert [summary.id for summary in store.newest()] == [names[2], names[1]]
    assert len(list(tmp_path.glob("*.eml"))) == 2


def test_mails_are_found_by_recipient(store: MailStore) -> None:
    for name in ("a", "b"):
        keep(store, mail(name), f"{name}@example.ma")
    assert [summary.subject for summary in store.newest("B@example.ma")] == ["b"]


async def test_a_strangers_text_is_escaped(store: MailStore, web: httpx.AsyncClient) -> None:
    name = keep(store, mail(f"Objet {EVIL}"))
    for page in ("/", f"/mails/{name}"):
        answer = await web.get(page)
        assert EVIL not in answer.text
        assert "&lt;script&gt;" in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_mails_html_is_shown_inert(store: MailStore, web: httpx.AsyncClient) -> None:
    name = keep(store, mail(html=EVIL))
    answer = await web.get(f"/mails/{name}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox")
    assert "script" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_an_attachment_is_saved_never_shown(store: MailStore, web: httpx.AsyncClient) -> None:
    message = mail()
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename='a"; x="é.ics')
    answer = await web.get(f"/mails/{keep(store, message)}/attachments/0")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    expected = "attachment; filename*=UTF-8''a%22%3B%20x%3D%22%C3%A9.ics"
    assert answer.headers["Content-Disposition"] == expected
    assert answer.text.startswith("BEGIN:VCALENDAR")


async def test_programs_read_json(store: MailStore, web: httpx.AsyncClient) -> None:
    name = keep(store, mail())
    (listed,) = (await web.get("/api/mails", params={"to": "wali@example.ma"})).json()
    read = (await web.get(f"/api/mails/{name}")).json()
    assert listed["id"] == read["id"] == name
    assert read["plain"] == "Signez la convention\n"
    assert read["html"] == "<p>Signez</p>\n"


async def test_mails_can_be_cleared(store: MailStore, web: httpx.AsyncClient) -> None:
    keep(store, mail())
    assert (await web.delete("/api/mails")).status_code == 204
    assert (await web.get("/api/mails")).json() == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe not a mail",
        b"Subject: =?utf-9?q?x?=\r\nContent-Type: text/plain; charset=utf-9\r\n\r\n\xff",
        b"From: <<>@@\r\nTo: =?\r\nContent-Type: multipart/mixed\r\n\r\nno boundary",
    ],
)
async def test_a_broken_mail_is_shown_as_far_as_it_can_be(
    store: MailStore, web: httpx.AsyncClient, raw: bytes
) -> None:
    name = store.add("x@example.ma", ["y@example.ma"], raw)
    for page in ("/", f"/mails/{name}", f"/api/mails/{name}", f"/mails/{name}/raw"):
        assert (await web.get(page)).status_code == 200


@pytest.mark.parametrize("page", ["/mails/none", "/mails/none/html", "/api/mails/..%2Fstate"])
async def test_an_unknown_mail_is_not_found(web: httpx.AsyncClient, page: str) -> None:
    assert (await web.get(page)).status_code == 404


async def test_another_host_name_is_refused(web: httpx.AsyncClient) -> None:
    assert (await web.get("/", headers={"Host": "evil.example"})).status_code == 400
