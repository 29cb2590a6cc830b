"""Servidor para varios clientes / Server for several clients: python3 concurrent_server.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 concurrent_server.py [HOST PORT]"


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "5000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def serve(host, port):
    # Qué debes escribir:
    # 1. Escucha: socket TCP con SO_REUSEADDR (para reabrir el puerto enseguida), bind() y
    #    listen(128). Si falla (OSError: puerto ocupado), mensaje en sys.stderr y código distinto
    #    de 0.
    # 2. Para siempre: accept() entrega una conexión y la dirección del cliente. Muéstrala.
    # 3. Cada conexión, en su propio hilo: threading.Thread(target=..., args=(...), daemon=True) y
    #    start(). daemon=True: Ctrl+C no espera a los clientes conectados.
    # 4. En el hilo: recv(1024) entrega lo que haya llegado. Muéstralo con decode(errors="replace")
    #    y print(..., flush=True), y devuelve los mismos bytes con sendall(). Sigue hasta que
    #    recv() devuelva b"": el cliente cerró.
    # 5. Cierra la conexión siempre, también si se rompe (OSError). Los demás no deben notarlo.
    # Con select o asyncio no hay hilos: cambia los pasos 3 y 4.
    #
    # What to write:
    # 1. Listen: a TCP socket with SO_REUSEADDR (to open the port again at once), bind() and
    #    listen(128). If that fails (OSError: port in use), a message on sys.stderr and a code
    #    other than 0.
    # 2. For ever: accept() gives a connection and the address of the client. Print it.
    # 3. Each connection in a thread of its own: threading.Thread(target=..., args=(...),
    #    daemon=True) and start(). daemon=True: Ctrl+C does not wait for connected clients.
    # 4. In the thread: recv(1024) gives whatever has arrived. Print it with
    #    decode(errors="replace") and print(..., flush=True), and return the same bytes with
    #    sendall(). Go on until recv() returns b"": the client has closed.
    # 5. Always close the connection, also when it breaks (OSError). The others must not notice.
    # With select or asyncio there are no threads: steps 3 and 4 change.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
