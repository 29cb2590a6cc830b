"""Cliente de usuarios por TCP / TCP users client: python3 users_client.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 users_client.py [HOST PORT]"


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


def converse(host, port):
    # Qué debes escribir:
    # 1. Conecta con socket.create_connection((host, port)). Si no hay servidor (OSError),
    #    mensaje en sys.stderr y código distinto de 0.
    # 2. Lee órdenes de la entrada, una por línea: register NOMBRE, remove NOMBRE, list,
    #    subscribe, quit. Si no entiendes una, dilo y no envíes nada.
    # 3. Envía cada petición como una línea: json.dumps({"id": 1, "op": "list"}), UTF-8 y un \n.
    #    Los id son 1, 2, 3...
    # 4. A la vez, en otro hilo, junta lo que entrega recv(), sepáralo por b"\n" y muestra cada
    #    mensaje: los usuarios de una lista, el código de un error, el nombre de un aviso.
    # 5. Con quit, o al acabarse la entrada, espera las respuestas que faltan, cierra y termina
    #    con código 0.
    # 6. Si recv() devuelve b"", o falla, el servidor se fue: mensaje en sys.stderr y código
    #    distinto de 0, aunque nadie escriba (os._exit() termina desde cualquier hilo).
    #
    # What to write:
    # 1. Connect with socket.create_connection((host, port)). With no server there (OSError), a
    #    message on sys.stderr and a code other than 0.
    # 2. Read commands from the input, one per line: register NAME, remove NAME, list,
    #    subscribe, quit. If one makes no sense, say so and send nothing.
    # 3. Send every request as one line: json.dumps({"id": 1, "op": "list"}), UTF-8 and a \n.
    #    The ids are 1, 2, 3...
    # 4. At the same time, in another thread, join what recv() gives, split it at b"\n" and show
    #    every message: the users of a list, the code of an error, the name in an event.
    # 5. On quit, or at the end of the input, wait for the replies that are missing, close and
    #    exit with code 0.
    # 6. If recv() returns b"", or fails, the server is gone: a message on sys.stderr and a code
    #    other than 0, even while nobody types (os._exit() ends the program from any thread).
    not_written(f"converse({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
