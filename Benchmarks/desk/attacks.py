"""What somebody may try at the desk: each attack is a function that reports what it should not have got."""
from __future__ import annotations

import re
import secrets
import socket
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import quote

from desk.running import ROLES, Answer, Client, Desk, Failures
from support.project import Json

#: What each role may do, as docs/desk.md says it.
PERMISSIONS = {
    "display": {"none", "look"},
    "parts": {"none", "look", "parts"},
    "advisor": {"none", "look", "customers", "book", "receive"},
    "supervisor": {"none", "look", "customers", "receive", "work", "parts", "disturb", "plan"},
    "coordinator": {"none", "look", "customers", "book", "receive", "work", "parts", "disturb", "plan", "export"},
    "manager": {"none", "look", "customers", "book", "receive", "work", "parts", "disturb", "plan", "export",
                "settings", "users"},
}
#: Pages, with what they take.
PAGES = {
    "/": "look", "/board": "look", "/load": "look", "/wall/welcome": "look", "/wall/workshop": "look",
    "/roster": "customers", "/mine": "customers", "/briefing": "customers", "/calls": "customers", "/search?q=a": "customers",
    "/print": "customers", "/call": "book", "/planning": "plan", "/parts": "parts", "/statistics": "export",
    "/journal": "export", "/settings": "settings", "/settings/users": "users", "/settings/files": "settings",
}
#: A text that no page may show as it is.
PROBE = "<xss-probe onx=1>\"'>&lt;"
RAW = re.compile(r"<xss-probe|href=\"javascript:|onx=1>\"'")


@dataclass
class Target:
    """A running desk with accounts, and what its manager knows of it."""

    desk: Desk
    tokens: dict[str, str]
    failures: Failures
    description: Json = field(default_factory=dict)
    book: Json = field(default_factory=dict)
    tried: int = 0

    def __post_init__(self) -> None:
        manager = self.client("manager")
        self.description = manager.get("/api/openapi.json").json
        self.book = manager.get("/api/book").json

    def client(self, role: str | None = None, timeout: float = 60) -> Client:
        return self.desk.client(self.tokens[role] if role else None, timeout)

    @property
    def visit(self) -> str:
        return self.book["visits"][0]["id"]

    def routes(self) -> list[tuple[str, str, str]]:
        """Method, path and permission of everything that is described, with pages."""
        found = [(method.upper(), path, operation["x-permission"])
                 for path, operations in self.description["paths"].items() for method, operation in operations.items()]
        day = self.book["now"][:10]
        found += [("GET", path, permission) for path, permission in PAGES.items()]
        found += [("GET", f"/day/{day}", "customers"), ("GET", f"/visit/{self.visit}", "customers")]
        return [(method, path.replace("{day}", day).replace("{name}", "nobody-here").replace("{id}", self.visit),
                 permission) for method, path, permission in found]

    def expect(self, what: str, answer: Answer, *statuses: int) -> None:
        self.tried += 1
        if answer.status not in statuses:
            self.failures.add(what, f"{answer.status} {answer.text[:300]}")


# ---------------------------------------------------------------- who may

def without_permission(target: Target) -> None:
    """Every route without a session, with forged ones, and in every role."""
    forged = [{}, {"Authorization": f"Bearer {secrets.token_hex(32)}"}, {"Authorization": "Bearer "},
              {"Authorization": "Basic bWFuYWdlcjp4"}, {"Authorization": "Bearer " + target.tokens["manager"][:-1]},
              {"Authorization": "Bearer " + target.tokens["manager"].upper()},
              {"Cookie": f"desk-{target.desk.port}={secrets.token_hex(32)}; desk-0={secrets.token_hex(32)}"},
              {"Cookie": f"desk-0={target.tokens['manager']}"}, {"Cookie": "desk-0=' OR 1=1 --"}]
    for method, path, permission in target.routes():
        if permission == "none":
            continue
        for headers in forged:
            answer = target.client().call(method, path, {} if method != "GET" else None, headers)
            if answer.status == 303 and answer.headers["Location"].startswith("/sign-in"):
                target.tried += 1
                continue
            target.expect(f"without session: {method} {path} {headers}", answer, 401)
    for role in ROLES:
        client = target.client(role)
        for method, path, permission in target.routes():
            if permission in PERMISSIONS[role] and (method != "GET" or path in ("/", "/live")):
                continue
            answer = client.call(method, path, {} if method != "GET" else None)
            if permission not in PERMISSIONS[role]:
                target.expect(f"{role}: {method} {path}", answer, 403)
            elif answer.status in (401, 403) or answer.status >= 500:
                target.expect(f"{role}: {method} {path}", answer, 200)


def statuses_by_role(target: Target) -> None:
    """What somebody says about a visit needs the right that the status takes."""
    needs = {"inWork": "work", "ready": "work", "confirmed": "receive", "reminded": "receive", "arrived": "receive",
             "handedOver": "receive", "noShow": "receive", "requested": "book", "booked": "book", "declined": "book",
             "cancelled": "book", "calledOff": "parts"}
    for role in ROLES:
        client = target.client(role)
        for status, permission in needs.items():
            if permission not in PERMISSIONS[role]:
                answer = client.post(f"/api/visits/{target.visit}/status", {"status": status})
                target.expect(f"{role} says {status}", answer, 403)


def from_elsewhere(target: Target) -> None:
    """What a page of somebody else could have a signed-in browser do."""
    browser, other = target.client(), target.client()
    browser.sign_in("manager")
    other.sign_in("coordinator")
    path, body = "/api/roll-over", {}
    csrf = browser.csrf
    target.expect("own page", browser.call("POST", path, body), 200)
    own = f"http://127.0.0.1:{target.desk.port}"
    target.expect("own origin", browser.call("POST", path, body, {"Origin": own}), 200)
    for origin in ("http://evil.example", "null", "", own + ".evil.example", own + "0", "file://",
                   f"http://127.0.0.1:{target.desk.port + 1}", own + "/x"):
        target.expect(f"origin {origin}", browser.call("POST", path, body, {"Origin": origin}), 403)
    for site in ("cross-site", "same-site"):
        target.expect(site, browser.call("POST", path, body, {"Sec-Fetch-Site": site}), 403)
    for wrong in ("", other.csrf, csrf[:-1], csrf.upper() + "x", "0" * 64):
        browser.csrf = ""
        target.expect(f"csrf {wrong[:8]}", browser.call("POST", path, body, {"X-CSRF-Token": wrong}), 403)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        target.expect(f"simple request {kind}", browser.call("POST", path, b"{}", {"Content-Type": kind}), 403)
    for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1:80:80", "[::1", "localhost.evil", "0", "2130706433",
                 "127.1", "x" * 300, "LOCALHOST@evil.example"):
        target.expect(f"host {host[:30]}", browser.call("GET", "/api/book", None, {"Host": host}), 421, 400)
    # Signing out ends the session.
    browser.csrf = csrf
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    target.expect("sign out", browser.call("POST", "/sign-out", f"csrf={csrf}".encode(), form), 303)
    target.expect("after signing out", browser.call("GET", "/api/book"), 401)


def guessing(target: Target) -> None:
    """Passwords tried one after another, and names that do not exist."""
    client = target.client()
    client.open_page()
    codes = []
    for number in range(10):
        form = f"csrf={client.csrf}&name=parts&password=guess{number}".encode()
        codes.append(client.call("POST", "/sign-in", form,
                                 {"Content-Type": "application/x-www-form-urlencoded"}).status)
    target.tried += len(codes)
    if codes[-1] != 429 or set(codes) - {401, 429}:
        target.failures.add("guessing", codes)


# ---------------------------------------------------------------- what is shown

def private(target: Target) -> None:
    """Pages and calls of roles that may not know customers have no phone, name or whole plate."""
    cards = [visit["appointment"] for visit in target.book["visits"]]
    secret = {card[name] for card in cards for name in ("phone", "customer", "plate", "note")
              if len(card.get(name, "")) > (8 if name == "note" else 1)}
    site = target.client("manager").get("/api/export/site.json").json
    plates = {card["plate"] for card in cards if "plate" in card}
    # People of the shop may have the same names.
    secret -= {person["name"] for kind in ("advisors", "technicians") for person in site[kind]}
    for role in ("display", "parts"):
        client = target.client(role)
        for method, path, permission in target.routes():
            if method != "GET" or permission not in PERMISSIONS[role]:
                continue
            for language in ("en", "zh"):
                answer = client.get(path + ("&" if "?" in path else "?") + f"lang={language}")
                target.tried += 1
                # The shelves of the parts store are marked with plates.
                hidden = secret - plates if permission == "parts" else secret
                seen = [text for text in hidden if text in answer.text]
                if answer.status < 400 and seen:
                    target.failures.add(f"{role} sees customers", f"{path} {seen[:5]}")
                if re.search(r"tel:|\b1[3-9]\d{9}\b|\b100\d{8}\b", answer.text):
                    target.failures.add(f"{role} sees a phone", path)


def scripts_in_fields(target: Target) -> None:
    """A script in every field that somebody can fill; no page shows it as one."""
    manager = target.client("manager")
    said = {name: PROBE + name for name in ("plate", "customer", "title", "phone", "vehicle", "request", "note")}
    said |= {"jobs": manager.get("/api/jobs?q=a").json["jobs"][0]["name"]}
    listed = manager.post("/api/offers", said)
    target.expect("offers with scripts", listed, 200)
    if listed.status == 200 and listed.json["offers"]:
        offer = listed.json["offers"][0]
        made = manager.post("/api/bookings", {"request": listed.json["request"] | {"x-probe": PROBE},
                                              "arrival": offer["arrival"], "advisor": offer["advisor"]["id"]})
        target.expect("booking with scripts", made, 201, 422)
        if made.status == 201:
            visit = quote(made.json["visit"], safe="")
            manager.post(f"/api/visits/{visit}/contacts", {"occasion": PROBE, "outcome": "refused", "note": PROBE})
            manager.post(f"/api/visits/{visit}/contacts", {"occasion": "reminder", "outcome": "noAnswer", "note": PROBE})
            look_everywhere(target, manager, [f"/visit/{visit}"])
            manager.post(f"/api/visits/{visit}/status", {"status": "cancelled", "reason": PROBE})
    kept = manager.post("/api/offers", said | {"plate": PROBE + "2"})
    if kept.status == 200:
        manager.post("/api/requests", {"request": kept.json["request"], "declined": PROBE})
        manager.post("/api/requests", {"request": kept.json["request"] | {"id": PROBE}, "callBack": "2099-01-01T10:00"})
    settings = {"slackIncentive": PROBE, "directions": PROBE, "phone": "javascript:alert(1)" + PROBE,
                "recalls": [{"number": PROBE, "title": PROBE, "appliesTo": [PROBE + "vehicle"], "notice": PROBE}]}
    target.expect("settings with scripts", manager.call("PUT", "/api/settings/desk", settings), 200)
    account = quote(PROBE.replace("/", ""), safe="")
    manager.call("PUT", f"/api/accounts/{account}", {"role": "display", "password": "long enough", "advisor": PROBE})
    site = manager.get("/api/settings/site").json
    for kind in ("technicians", "advisors", "bays", "equipment"):
        for each in site.get(kind, [])[:1]:
            each["name"] = PROBE + kind
    site["name"] = PROBE + "site"
    target.expect("site with scripts", manager.call("PUT", "/api/settings/site", site), 200)
    look_everywhere(target, manager, [])
    for query in ("/search?q=", "/day/", "/visit/", "/call?q=", "/calls?day=", "/board?day=", "/mine?advisor=",
                  "/journal?visit=", "/sign-in?to=", "/nowhere/", "/print/", "/load?absent=", "/statistics?from=",
                  "/roster?day=", "/settings/", "/briefing?day="):
        look(target, manager, query + quote(PROBE, safe=""))


def look_everywhere(target: Target, client: Client, more: list[str]) -> None:
    day = target.book["now"][:10]
    printed = re.findall(r'href="(/print[^"]*)"', client.get("/print").text)
    shown = re.findall(r'href="(/(?:settings|day)[^"]*)"', client.get("/settings").text + client.get("/").text)
    for path in [*PAGES, f"/day/{day}", *sorted(set(printed + shown)), *more]:
        for language in ("en", "zh"):
            path = path.replace("&amp;", "&")
            look(target, client, path + ("&" if "?" in path else "?") + f"lang={language}")


def look(target: Target, client: Client, path: str) -> None:
    answer = client.get(path)
    target.tried += 1
    kind = answer.headers.get("Content-Type", "")
    if answer.status >= 500:
        target.failures.add("server error", f"{path} {answer.text[:300]}")
    if kind.startswith("text/html") and (found := RAW.search(answer.text)):
        target.failures.add("script on a page", f"{path} … {answer.text[max(0, found.start() - 120):found.end() + 40]}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff" or "default-src" not in answer.headers.get(
            "Content-Security-Policy", ""):
        target.failures.add("headers missing", path)


# ---------------------------------------------------------------- what is sent

def exchange(port: int, data: bytes, seconds: float = 5) -> bytes:
    """Sends bytes and reads until the other side ends or says nothing more."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        received = b""
        try:
            connection.sendall(data)
            while part := connection.recv(65536):
                received += part
                if len(received) > 10_000_000:
                    break
        except OSError:
            pass
        return received


def paths(target: Target) -> None:
    """Paths that try to get out, or to be two things at once."""
    tricks = ["/../../etc/passwd", "/assets/../../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/desk.js",
              "//evil.example/", "/%00", "/visit/%00", "/visit/%ff", "/%", "/%zz", "/day/9999-99-99", "/day/0000-00-00",
              "/api//book", "/api/book/", "/api/book;x=1", "/API/BOOK", "/assets/../api/book", "/./api/book",
              "/sign-in/../api/book", "/api/%62ook", "/feeds/" + "0" * 64 + "/advisor/SA1.ics", "/feeds//advisor/.ics",
              "/" + "a" * 15_000, "/?" + "a=b&" * 3000, "/\\..\\..", "/api/export/../export/store.sqlite", "*",
              "http://evil.example/api/book", "/api/days/99999999-01-01/record", "/api/days/2026-02-30/record",
              "/api/capacity?days=99999999999999999999", "/api/journal?before=-1&limit=0",
              "/print/..%2f..%2fshop.sqlite", "/print-style/..%2fdesk.css"]
    for path in tricks:
        for method in ("GET", "HEAD", "POST", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT", "X" * 40):
            request = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
            answer = exchange(target.desk.port, request)
            target.tried += 1
            head = answer.partition(b"\r\n")[0]
            if b" 5" in head[8:10] or b"root:" in answer or b'"visits"' in answer or b"SQLite format" in answer:
                target.failures.add("path", f"{method} {path[:60]} {answer[:300]!r}")
    for to in ("//evil.example", "/\\evil.example", "https://evil.example", "/%0d%0aSet-Cookie:x=1", "javascript:alert(1)"):
        client = target.client()
        client.sign_in("display")
        answer = client.get("/sign-in?to=" + quote(to, safe=""))
        target.tried += 1
        if answer.headers.get("Location", "/") != "/" and "evil" in answer.headers["Location"]:
            target.failures.add("redirected elsewhere", f"{to} {answer.headers['Location']}")


def malformed(target: Target) -> None:
    """Requests that are no proper HTTP, or could be read in two ways."""
    host = b"Host: 127.0.0.1\r\n"
    requests = {
        "two lengths": b"POST /api/offers HTTP/1.1\r\n" + host + b"Content-Length: 4\r\nContent-Length: 60\r\n\r\n{}",
        "length and chunks": b"POST /api/offers HTTP/1.1\r\n" + host
        + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/book HTTP/1.1\r\n\r\n",
        "bad chunk": b"POST /api/offers HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "negative length": b"POST /api/offers HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
        "huge length": b"POST /api/offers HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n",
        "no host": b"GET /api/book HTTP/1.1\r\n\r\n",
        "two hosts": b"GET /api/book HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n",
        "old": b"GET /api/book\r\n\r\n", "no version": b"GET / HTTP/9.9\r\n" + host + b"\r\n",
        "noise": secrets.token_bytes(5000), "nul": b"GET /\0 HTTP/1.1\r\n" + host + b"\r\n",
        "many headers": b"GET / HTTP/1.1\r\n" + host + b"".join(b"X-%d: y\r\n" % i for i in range(5000)) + b"\r\n",
        "long header": b"GET / HTTP/1.1\r\n" + host + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n",
        "long cookie": b"GET / HTTP/1.1\r\n" + host + b"Cookie: " + b"desk-0=" + b"a;" * 7000 + b"\r\n\r\n",
        "upgrade": b"GET /live HTTP/1.1\r\n" + host + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        "http2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(100),
        "folded": b"GET /api/book HTTP/1.1\r\n" + host + b"Authorization: Bearer\r\n " + b"0" * 64 + b"\r\n\r\n",
    }
    for name, data in requests.items():
        answer = exchange(target.desk.port, data, 2)
        target.tried += 1
        status = answer.split(b" ", 2)[1:2]
        if status and status[0].startswith(b"5") or b'"visits"' in answer:
            target.failures.add("malformed", f"{name} {answer[:300]!r}")


def oversized(target: Target) -> None:
    """Bodies beyond the limits, announced or not, deep or with odd numbers."""
    manager = target.client("manager")
    kind = {"Content-Type": "application/json"}
    for size, path, method in ((1_000_001, "/api/offers", "POST"), (20_000_001, "/api/settings/site", "PUT")):
        try:
            answer = manager.call(method, path, b" " * size, kind)
            target.expect(f"{size} bytes", answer, 413)
        except OSError:  # Ended while the body was being sent.
            target.tried += 1
        manager.close()
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    head = (f"POST /api/offers HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {target.tokens['manager']}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n").encode()
    answer = exchange(target.desk.port, head + chunk * 40 + b"0\r\n\r\n")
    target.tried += 1
    if answer and b" 413" not in answer[:20]:
        target.failures.add("chunks without end", answer[:200])
    for body in (b"[" * 900_000, b'{"a":' * 190_000, b'{"jobs":' + b"1" * 900_000 + b"}", b'{"jobs":1e999999999}',
                 b'"' + b"\\u0000" * 100_000 + b'"', b'{"jobs":"' + b"a," * 400_000 + b'"}', b"\xff\xfe", b"", b"nul",
                 b'{"plate":"' + "é".encode() * 400_000 + b'"}', b'{"at":"' + b"9" * 800_000 + b'"}',
                 b'{"jobs":"' + b'\\"' * 400_000 + b'"}'):
        for path in ("/api/offers", "/api/bookings", "/api/previews"):
            begin = time.monotonic()
            answer = manager.call("POST", path, body, kind)
            target.expect(f"body {body[:20]!r}", answer, 400, 413, 422)
            if time.monotonic() - begin > 10:
                target.failures.add("slow answer", f"{path} {body[:20]!r} {time.monotonic() - begin:.0f} s")
    for query in ("q=" + "a" * 14_000, "q=" + "%20" * 4000, "q=%ff", "q=" + quote("的" * 1000)):
        for path in ("/api/customers", "/api/jobs"):
            answer = manager.get(f"{path}?{query}")
            target.expect(f"long query {path}", answer, 200, 400)
            if answer.seconds > 5:
                target.failures.add("slow answer", f"{path} {answer.seconds:.0f} s")


def slow(target: Target, connections: int = 60, seconds: float = 15) -> None:
    """Many connections that send a byte a second; others are answered as ever, and slow bodies are ended."""
    over = threading.Event()

    def dribble(head: bytes) -> None:
        try:
            with socket.create_connection(("127.0.0.1", target.desk.port), timeout=5) as connection:
                connection.sendall(head)
                while not over.wait(1):
                    connection.sendall(b"a")
        except OSError:
            pass

    heads = [b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
             b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"]
    for number in range(connections):
        threading.Thread(target=dribble, args=(heads[number % 2],), daemon=True).start()
    client, worst, end = target.client("manager"), 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        answer = client.get("/api/book?day=2000-01-01")
        target.expect("answered beside slow ones", answer, 200)
        worst = max(worst, answer.seconds)
        time.sleep(0.2)
    over.set()
    if worst > 3:
        target.failures.add("held up by slow connections", f"{worst:.1f} s")


ATTACKS = (without_permission, statuses_by_role, from_elsewhere, guessing, private, paths, malformed, oversized, slow,
           scripts_in_fields)
