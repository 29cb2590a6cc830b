"""Opens its socket, sends nothing and never ends."""

import signal
import socket
import sys

host, port = sys.argv[1:3] or ("127.0.0.1", "5001")
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.connect((host, int(port)))
signal.pause()
