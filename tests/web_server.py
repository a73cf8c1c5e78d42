"""A real web server on 127.0.0.1 for tests: each path answers as a function says."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Respond = Callable[["Request"], None]
"""Answers one request."""


class Request(BaseHTTPRequestHandler):
    """One request, and the ways to answer it."""

    server: "WebServer"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give what the path's function gives."""
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, self.path, dict(self.headers.items())))
        page = self.server.pages.get(path)
        if page is None:
            self.give(b"not here", status=404, kind="text/plain")
        else:
            page(self)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - names that http.server looks for

    def give(
        self, body: bytes, *, status: int = 200, kind: str = "text/xml", **headers: str
    ) -> None:
        """Send a whole answer; names of headers are written with _ for -."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def read_body(self) -> bytes:
        """Return what was posted."""
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Keep quiet."""


class WebServer(ThreadingHTTPServer):
    """Serves `pages`, and remembers what was `asked`: method, path, headers."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, pages: dict[str, Respond]) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.pages = pages
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        """Return the address of the server, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away: some tests are about that."""


@contextlib.contextmanager
def serving(
    pages: dict[str, Respond], make: Callable[[dict[str, Respond]], WebServer] = WebServer
) -> Iterator[WebServer]:
    """Run a server as long as the `with` lasts."""
    server = make(pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def giving(body: bytes, **headers: str) -> Respond:
    """Answer always the same."""
    return lambda request: request.give(body, **headers)  # type: ignore[arg-type]


def leading_to(target: str, status: int = 302) -> Respond:
    """Redirect."""
    return lambda request: request.give(b"", status=status, Location=target)


def serving_ranges(body: bytes, etag: str, kind: str = "audio/mpeg") -> Respond:
    """Serve a file as servers of media do: parts of it, if its version is still the same."""

    def respond(request: Request) -> None:
        asked = request.headers.get("Range", "")
        condition = request.headers.get("If-Range", etag)
        if not asked or condition != etag:
            request.give(body, kind=kind, ETag=etag)
            return
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(body)), len(body) - 1)
        if start >= len(body):
            request.give(b"", status=416, Content_Range=f"bytes */{len(body)}")
            return
        where = f"bytes {start}-{end}/{len(body)}"
        request.give(body[start : end + 1], status=206, kind=kind, ETag=etag, Content_Range=where)

    return respond
