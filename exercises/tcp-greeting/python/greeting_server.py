"""Saluda a cada cliente por TCP / Greets each client over TCP: python3 greeting_server.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 greeting_server.py [HOST PORT]"
DEFAULTS = ["127.0.0.1", "5000"]


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or DEFAULTS
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def serve(host, port):
    # Qué debes escribir:
    # 1. Un socket TCP: socket.socket(socket.AF_INET, socket.SOCK_STREAM). Con
    #    setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1) el puerto se reabre enseguida.
    # 2. bind() y listen(). Si el puerto está ocupado (OSError), escribe un mensaje en sys.stderr y
    #    termina con un código distinto de 0.
    # 3. Muestra que esperas conexiones. Para siempre: accept() devuelve la conexión y la dirección
    #    del cliente. Muestra la dirección: IP y puerto.
    # 4. Saluda enseguida, sin recibir nada antes: sendall() con un texto tuyo codificado en UTF-8.
    # 5. Cierra esa conexión y espera al siguiente cliente.
    # 6. Si la conexión se rompe (OSError), termina solo esa conexión: el servidor continúa.
    #
    # What to write:
    # 1. A TCP socket: socket.socket(socket.AF_INET, socket.SOCK_STREAM). With
    #    setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1) its port opens again at once.
    # 2. bind() and listen(). If the port is taken (OSError), write a message to sys.stderr and exit
    #    with a code other than 0.
    # 3. Say that you wait for connections. For ever: accept() returns the connection and the
    #    address of the client. Print the address: IP and port.
    # 4. Greet at once, without receiving anything before: sendall() of a text of yours encoded as
    #    UTF-8.
    # 5. Close that connection and wait for the next client.
    # 6. If the connection breaks (OSError), end that connection only: the server goes on.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
