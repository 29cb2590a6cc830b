"""Takes every datagram and answers none."""

import socket
import sys

host, port = sys.argv[1:3] or ("127.0.0.1", "5001")
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((host, int(port)))
    while True:
        server.recvfrom(65535)
