"""Servidor de eco por TCP / TCP echo server: python3 tcp_server.py [HOST PORT [BUFFER]]"""

import sys

USAGE = "Uso / Usage: python3 tcp_server.py [HOST PORT [BUFFER]]"
DEFAULTS = ["127.0.0.1", "5000", "1024"]


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
    # 1. Crea un socket TCP (socket.AF_INET, socket.SOCK_STREAM) y activa SO_REUSEADDR con
    #    setsockopt(), para poder reabrir el puerto enseguida.
    # 2. bind() a (host, port) y listen(). Si falla (OSError: puerto ocupado), escribe un mensaje en
    #    sys.stderr y termina con un código distinto de 0.
    # 3. Para siempre: accept() espera a un cliente. Atiéndelo hasta que cierre, cierra su conexión
    #    y espera al siguiente.
    # 4. Atender: recv(buffer) entrega lo que haya llegado. Muestra cada fragmento en una línea, con
    #    decode(errors="replace") y print(..., flush=True), y devuelve los mismos bytes con
    #    sendall(). recv() devuelve b"" cuando el cliente cerró.
    # 5. Si la conexión se rompe (OSError), termina solo esa conexión: el servidor sigue.
    #
    # What to write:
    # 1. Create a TCP socket (socket.AF_INET, socket.SOCK_STREAM) and set SO_REUSEADDR with
    #    setsockopt(), so that the port can be opened again at once.
    # 2. bind() to (host, port), then listen(). If that fails (OSError: port in use), write a
    #    message to sys.stderr and exit with a code other than 0.
    # 3. For ever: accept() waits for a client. Serve it until it closes, close its connection, wait
    #    for the next one.
    # 4. Serving: recv(buffer) gives whatever has arrived. Print every fragment on its own line,
    #    with decode(errors="replace") and print(..., flush=True), and return the same bytes with
    #    sendall(). recv() returns b"" once the client has closed.
    # 5. If the connection breaks (OSError), end that connection only: the server goes on.
    not_written(f"serve({host}, {port}, {buffer}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
