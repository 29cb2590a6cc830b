"""Muestra el saludo de un servidor TCP / Shows the greeting of a TCP server: python3 greeting_client.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 greeting_client.py [HOST PORT]"
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


def converse(host, port):
    # Qué debes escribir:
    # 1. Conecta con socket.create_connection((host, port), timeout=2). Si no hay servidor
    #    (OSError), escribe un mensaje en sys.stderr y termina con un código distinto de 0.
    # 2. No envíes nada. Repite recv() y junta los bytes hasta que devuelva b"": el servidor
    #    terminó.
    # 3. Muestra el saludo. Decodifica todos los bytes juntos, en UTF-8.
    # 4. Si no llegó ni un byte, si la conexión se rompió (OSError) o si pasó el tiempo
    #    (TimeoutError): mensaje en sys.stderr y código distinto de 0.
    #
    # What to write:
    # 1. Connect with socket.create_connection((host, port), timeout=2). With no server there
    #    (OSError), write a message to sys.stderr and exit with a code other than 0.
    # 2. Send nothing. Repeat recv() and join the bytes until it returns b"": the server is done.
    # 3. Print the greeting. Decode all the bytes together, as UTF-8.
    # 4. If not a single byte came, the connection broke (OSError) or time ran out (TimeoutError):
    #    a message on sys.stderr and a code other than 0.
    not_written(f"converse({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
