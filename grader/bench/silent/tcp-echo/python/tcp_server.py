"""Accepts everyone, reads nothing, answers nothing, closes nothing."""

import socket
import sys

host, port = sys.argv[1:3] or ("127.0.0.1", "5000")
kept = []
with socket.create_server((host, int(port))) as server:
    while True:
        kept.append(server.accept())
