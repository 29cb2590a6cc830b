"""Cliente de archivos por TCP / TCP file client: python3 file_client.py [HOST PORT [FILE]]"""

import sys

USAGE = "Uso / Usage: python3 file_client.py [HOST PORT [FILE]]"
DEFAULTS = ["127.0.0.1", "5000", "local_files.txt"]


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3):
        raise ValueError
    host, port, path = arguments + DEFAULTS[len(arguments):]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port), path


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def send_file(host, port, path):
    # Qué debes escribir:
    # 1. Abre el archivo con open(path, "rb"). Si no se puede (OSError), mensaje en sys.stderr y
    #    código distinto de 0.
    # 2. Conecta con socket.create_connection((host, port)). Si no hay servidor (OSError), lo mismo.
    # 3. Envía la cabecera en UTF-8: PUT, el tamaño en bytes, el nombre y un \n. El nombre es solo
    #    la última parte de la ruta: os.path.basename(path).
    # 4. Envía el contenido, sin nada más, con sendall().
    # 5. Repite recv() hasta tener la línea completa de la respuesta y muéstrala. Si recv()
    #    devuelve b"" antes, el servidor se fue: mensaje en sys.stderr y código distinto de 0.
    # 6. Cierra la conexión. Si la respuesta no empieza con OK, muéstrala en sys.stderr y termina
    #    con un código distinto de 0.
    #
    # What to write:
    # 1. Open the file with open(path, "rb"). If that fails (OSError), a message on sys.stderr and a
    #    code other than 0.
    # 2. Connect with socket.create_connection((host, port)). With no server (OSError), the same.
    # 3. Send the header in UTF-8: PUT, the size in bytes, the name and a \n. The name is only the
    #    last part of the path: os.path.basename(path).
    # 4. Send the content, and nothing else, with sendall().
    # 5. Repeat recv() until you have the whole line of the reply and print it. If recv() returns
    #    b"" before, the server is gone: a message on sys.stderr and a code other than 0.
    # 6. Close the connection. If the reply does not begin with OK, print it to sys.stderr and exit
    #    with a code other than 0.
    not_written(f"send_file({host}, {port}, {path}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    send_file(*values)
