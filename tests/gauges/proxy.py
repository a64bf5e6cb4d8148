"""The proxy of an installation, as small as it can be: it compresses what it passes on."""

import gzip
import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

KEPT = {"content-type", "set-cookie", "cache-control", "last-modified", "location", "vary"}


@contextmanager
def compressing(upstream: str) -> Iterator[str]:
    """The address of a proxy in front of a server."""
    there = urlsplit(upstream)

    class Passing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            line = http.client.HTTPConnection(there.hostname, there.port, timeout=30)
            given = {"Host": there.netloc, "Cookie": self.headers.get("Cookie", "")}
            line.request("GET", self.path, headers=given)
            answer = line.getresponse()
            content = gzip.compress(answer.read(), 6)
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() in KEPT:
                    self.send_header(name, value)
            if self.path.startswith("/static/"):
                # An installation names files after their content and lets browsers keep them.
                self.send_header("Cache-Control", "public, max-age=31536000, immutable")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            line.close()

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("localhost", 0), Passing)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
