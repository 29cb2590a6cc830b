"""Recibe un mensaje por TCP / Receives a message over TCP: python3 message_server.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 message_server.py [HOST PORT]"
DEFAULTS = ["127.0.0.1", "12345"]


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
    # 3. Muestra "Esperando conexión..." y llama a accept(), que devuelve la conexión y la dirección
    #    del cliente. Muestra la dirección: IP y puerto.
    # 4. Repite recv() y junta los bytes hasta que devuelva b"": el cliente terminó.
    # 5. Muestra el mensaje. Decodifica todos los bytes juntos, en UTF-8.
    # 6. Cierra la conexión y el socket del servidor, y termina.
    # 7. Si la conexión se rompe (ConnectionError), dilo con un mensaje propio.
    #
    # What to write:
    # 1. A TCP socket: socket.socket(socket.AF_INET, socket.SOCK_STREAM). With
    #    setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1) its port opens again at once.
    # 2. bind() and listen(). If the port is taken (OSError), write a message to sys.stderr and exit
    #    with a code other than 0.
    # 3. Print "Esperando conexión..." and call accept(), which returns the connection and the
    #    address of the client. Print the address: IP and port.
    # 4. Repeat recv() and join the bytes until it returns b"": the client is done.
    # 5. Print the message. Decode all the bytes together, as UTF-8.
    # 6. Close the connection and the socket of the server, and end.
    # 7. If the connection breaks (ConnectionError), say so with a message of your own.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
