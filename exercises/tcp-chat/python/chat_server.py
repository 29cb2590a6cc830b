"""Servidor del chat por TCP / TCP chat server: python3 chat_server.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 chat_server.py [HOST PORT]"


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "8000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def serve(host, port):
    # Qué debes escribir:
    # 1. Crea un socket TCP (socket.AF_INET, socket.SOCK_STREAM) y activa SO_REUSEADDR con
    #    setsockopt(), para poder reabrir el puerto enseguida.
    # 2. bind() a (host, port) y listen(). Si falla (OSError: puerto ocupado), escribe un mensaje en
    #    sys.stderr y termina con un código distinto de 0.
    # 3. Para siempre: accept() espera a un cliente. Conversa con él hasta que cierre, cierra su
    #    conexión y espera al siguiente.
    # 4. Conversar: recv(1024) entrega lo que haya llegado. Muéstralo con decode(errors="replace") y
    #    print(..., flush=True), y contesta con sendall() una confirmación, con las palabras que
    #    quieras. recv() devuelve b"" cuando el cliente cerró.
    # 5. Si la conexión se rompe (OSError), termina solo esa conexión: el servidor sigue.
    #
    # What to write:
    # 1. Create a TCP socket (socket.AF_INET, socket.SOCK_STREAM) and set SO_REUSEADDR with
    #    setsockopt(), so that the port can be opened again at once.
    # 2. bind() to (host, port), then listen(). If that fails (OSError: port in use), write a
    #    message to sys.stderr and exit with a code other than 0.
    # 3. For ever: accept() waits for a client. Converse with it until it closes, close its
    #    connection, wait for the next one.
    # 4. Conversing: recv(1024) gives whatever has arrived. Show it with decode(errors="replace") and
    #    print(..., flush=True), and answer with sendall() a confirmation, in any words you like.
    #    recv() returns b"" once the client has closed.
    # 5. If the connection breaks (OSError), end that connection only: the server goes on.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
