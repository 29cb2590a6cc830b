"""Envía un mensaje por TCP / Sends a message over TCP: python3 message_client.py [HOST PORT [MESSAGE]]"""

import sys

USAGE = "Uso / Usage: python3 message_client.py [HOST PORT [MESSAGE]]"
DEFAULTS = ["127.0.0.1", "12345", "Hola desde el cliente"]


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3):
        raise ValueError
    host, port, message = arguments + DEFAULTS[len(arguments):]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port), message


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def converse(host, port, message):
    # Qué debes escribir:
    # 1. Conecta con socket.create_connection((host, port)). Si no hay servidor (OSError), escribe
    #    un mensaje en sys.stderr y termina con un código distinto de 0.
    # 2. Envía el mensaje codificado en UTF-8, sin nada más, con sendall().
    # 3. Cierra la conexión. No hace falta mostrar nada.
    # Extra: antes de cerrar, shutdown(socket.SHUT_WR) dice "terminé de enviar"; después, repite
    #    recv() hasta b"" y muestra la respuesta, si hubo.
    #
    # What to write:
    # 1. Connect with socket.create_connection((host, port)). With no server there (OSError), write
    #    a message to sys.stderr and exit with a code other than 0.
    # 2. Send the message encoded as UTF-8, and nothing else, with sendall().
    # 3. Close the connection. There is no need to print anything.
    # Extra: before closing, shutdown(socket.SHUT_WR) says "I am done sending"; then repeat recv()
    #    until b"" and print the answer, if there was one.
    not_written(f"converse({host}, {port}, {message}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
