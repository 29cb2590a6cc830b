"""Connects, sends nothing and never ends."""

import signal
import socket
import sys

host, port = sys.argv[1:3] or ("127.0.0.1", "5000")
connection = socket.create_connection((host, int(port)))
signal.pause()
