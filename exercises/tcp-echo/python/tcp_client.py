"""Cliente de eco por TCP / TCP echo client: python3 tcp_client.py [HOST PORT [BUFFER]]"""

import sys

USAGE = "Uso / Usage: python3 tcp_client.py [HOST PORT [BUFFER]]"
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


def converse(host, port, buffer):
    # Qué debes escribir:
    # 1. Conecta con socket.create_connection((host, port)). Si no hay servidor (OSError), escribe
    #    un mensaje en sys.stderr y termina con un código distinto de 0.
    # 2. Lee una línea de la entrada y quítale el final de línea. Si viene vacía o la entrada se
    #    acabó, usa "Hola Mundo Cruel".
    # 3. Envía la línea codificada en UTF-8, sin nada más, con sendall().
    # 4. Repite recv(buffer) hasta juntar tantos bytes como enviaste. Muestra cada fragmento en su
    #    línea con decode(errors="replace").
    # 5. Si recv() devuelve b"" antes de tiempo, o falla, el servidor se fue: mensaje en sys.stderr
    #    y código distinto de 0.
    # 6. Muestra el eco completo (decodifica todos los bytes juntos) y cierra la conexión.
    #
    # What to write:
    # 1. Connect with socket.create_connection((host, port)). With no server there (OSError), write
    #    a message to sys.stderr and exit with a code other than 0.
    # 2. Read one line of input and drop its line end. If it is empty, or the input is over, use
    #    "Hola Mundo Cruel".
    # 3. Send the line encoded as UTF-8, and nothing else, with sendall().
    # 4. Repeat recv(buffer) until you hold as many bytes as you sent. Print every fragment on its
    #    own line with decode(errors="replace").
    # 5. If recv() returns b"" too early, or fails, the server is gone: a message on sys.stderr and
    #    a code other than 0.
    # 6. Print the whole echo (decode all the bytes together) and close the connection.
    not_written(f"converse({host}, {port}, {buffer}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
