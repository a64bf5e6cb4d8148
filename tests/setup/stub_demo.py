"""`python -m tests.setup.stub_demo FOLDER`: the parent of make demo with stubs for what it runs.

Database and commands are left out. A file `broken` in the folder makes the worker end at once.
"""

import functools
import sys
from pathlib import Path

from consular import server, supervisor

FOLDER = Path(sys.argv[1])
WEB = """
import http.server, subprocess, sys
subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
WORKER = f"""
import pathlib, time
if not pathlib.Path({str(FOLDER / "broken")!r}).exists():
    time.sleep(60)
"""


def main() -> None:
    worker = FOLDER / "manage.py"
    worker.write_text(WORKER)
    server.MANAGE = str(worker)
    server.GRANIAN = ("-c", WEB, str(server.env.port))
    server.ACCOUNTS = FOLDER / "accounts"
    supervisor.FIRST_PAUSE = 0.05
    supervisor.LOOK_EVERY = 0.05
    server.only_demo = functools.partial(server.only_demo, FOLDER / "demo.lock")
    server.is_running = lambda *_: True
    server.open_database = server.prepare = lambda *_: None
    server.main()


if __name__ == "__main__":
    main()
