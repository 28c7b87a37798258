#!/usr/bin/env python3
"""A chat that streams its answers, as such things are written in an afternoon.

    python3 app.py [--port 8000]

    /chat              the whole answer, a word at a time
    /chat?silent=40    the same, silent for 40 s in the middle, as while a tool runs
    /chat?die          dies in the middle
"""

import argparse
import json
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

WORDS = "Words come one by one , and now and then there is a pause before they go on to the end .".split()
MIDDLE = len(WORDS) // 2
SECONDS_A_WORD = 0.2


class Chat(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path != "/chat":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.answer(parse_qs(url.query, keep_blank_values=True))

    def answer(self, asked):
        for number, word in enumerate(WORDS):
            if number == MIDDLE:
                time.sleep(float(asked.get("silent", ["0"])[0]))
                if "die" in asked:
                    raise RuntimeError("the model is gone")
            time.sleep(SECONDS_A_WORD)
            self.send(json.dumps({"choices": [{"delta": {"content": word + " "}}]}))
        self.send("[DONE]")
        print("worked through all of it", flush=True)

    def send(self, data):
        try:
            self.wfile.write(f"data: {data}\n\n".encode())
        except OSError:
            print("nobody reads this any more:", data, flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, default=8000)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    server = ThreadingHTTPServer(("0.0.0.0", arguments.parse_args().port), Chat)
    print(f"listens on port {server.server_port}", flush=True)
    server.serve_forever()
