"""Cliente del chat por TCP / TCP chat client: python3 chat_client.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 chat_client.py [HOST PORT]"


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


def converse(host, port):
    # Qué debes escribir:
    # 1. Conecta con socket.create_connection((host, port)). Si no hay servidor (OSError), escribe un
    #    mensaje en sys.stderr y termina con un código distinto de 0.
    # 2. Lee líneas del teclado, una tras otra: for line in sys.stdin. Quítales el salto de línea.
    # 3. Con la línea salir, o al acabarse la entrada, termina: no la envíes, cierra la conexión.
    #    Una línea vacía no se envía; lee la siguiente.
    # 4. Envía la línea con sendall(), en UTF-8 (encode()) y nada más.
    # 5. Recibe la confirmación con recv(1024) y muéstrala: decode(errors="replace") y
    #    print(..., flush=True). Mejor aún, recibe en otro hilo (threading.Thread), para mostrar
    #    también lo que llegue en partes o mientras nadie escribe.
    # 6. Si recv() devuelve b"", o falla (OSError), el servidor se fue: mensaje en sys.stderr y
    #    código distinto de 0 (os._exit() termina desde cualquier hilo).
    #
    # What to write:
    # 1. Connect with socket.create_connection((host, port)). With no server there (OSError), write a
    #    message to sys.stderr and exit with a code other than 0.
    # 2. Read lines from the keyboard, one after the other: for line in sys.stdin. Drop their line
    #    ends.
    # 3. At the line salir, or at the end of the input, end: do not send it, close the connection.
    #    An empty line is not sent; read the next one.
    # 4. Send the line with sendall(), in UTF-8 (encode()), and nothing else.
    # 5. Receive the confirmation with recv(1024) and show it: decode(errors="replace") and
    #    print(..., flush=True). Better still, receive in another thread (threading.Thread), to show
    #    as well what comes in pieces or while nobody types.
    # 6. If recv() returns b"", or fails (OSError), the server is gone: a message on sys.stderr and a
    #    code other than 0 (os._exit() ends the program from any thread).
    not_written(f"converse({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
