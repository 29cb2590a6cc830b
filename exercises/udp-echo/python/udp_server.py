"""Servidor de eco por UDP / UDP echo server: python3 udp_server.py [HOST PORT [BUFFER]]"""

import sys

USAGE = "Uso / Usage: python3 udp_server.py [HOST PORT [BUFFER]]"
DEFAULTS = ["127.0.0.1", "5001", "65535"]


def read_number(text):
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3):
        raise ValueError
    host, port, buffer = arguments + DEFAULTS[len(arguments):]
    return host, read_number(port), read_number(buffer)


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def serve(host, port, buffer):
    # Qué debes escribir:
    # 1. Crea un socket UDP (socket.AF_INET, socket.SOCK_DGRAM) y haz bind() a (host, port). Si
    #    falla (OSError: puerto ocupado), escribe un mensaje en sys.stderr y termina con un código
    #    distinto de 0.
    # 2. Para siempre: recvfrom(buffer) entrega un datagrama y la dirección de quien lo envió.
    # 3. Muéstralo en una línea, con decode(errors="replace") y print(..., flush=True).
    # 4. Devuelve los mismos bytes a esa dirección con sendto(), por el mismo socket. Un datagrama
    #    vacío también se devuelve: b"" no significa que alguien cerró.
    #
    # What to write:
    # 1. Create a UDP socket (socket.AF_INET, socket.SOCK_DGRAM) and bind() it to (host, port). If
    #    that fails (OSError: port in use), write a message to sys.stderr and exit with a code other
    #    than 0.
    # 2. For ever: recvfrom(buffer) gives one datagram and the address of whoever sent it.
    # 3. Print it on its own line, with decode(errors="replace") and print(..., flush=True).
    # 4. Return the same bytes to that address with sendto(), through the same socket. An empty
    #    datagram is echoed too: b"" does not mean that somebody closed.
    not_written(f"serve({host}, {port}, {buffer}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
