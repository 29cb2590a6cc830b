"""Servidor de archivos por TCP / TCP file server: python3 file_server.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 file_server.py [HOST PORT]"


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
    # 1. Crea un socket TCP, activa SO_REUSEADDR, bind() y listen(). Si falla (OSError: puerto
    #    ocupado), mensaje en sys.stderr y código distinto de 0.
    # 2. Para siempre: accept(), atiende al cliente hasta que cierre, cierra su conexión.
    # 3. Atender: lee la cabecera hasta el primer b"\n" y decodifícala: PUT, tamaño y nombre
    #    (split(" ", 2): el nombre puede tener espacios). connection.makefile("rb") tiene
    #    readline() y read(n), que juntan lo que llega en partes.
    # 4. Si el nombre está vacío, es "." o "..", o tiene "/" o "\\", lee el contenido, no lo guardes
    #    y responde ERROR y el motivo. Si no entiendes la cabecera, responde ERROR y cierra.
    # 5. Lee exactamente tantos bytes como dice el tamaño y guárdalos con open(nombre, "wb"). Si el
    #    cliente se va antes, no debe quedar nada con ese nombre.
    # 6. Con el archivo ya cerrado, muestra su nombre y responde OK, el tamaño y un b"\n".
    # 7. Si la conexión se rompe (OSError), termina solo esa conexión: el servidor sigue.
    #
    # What to write:
    # 1. Create a TCP socket, set SO_REUSEADDR, bind() and listen(). If that fails (OSError: port in
    #    use), a message on sys.stderr and a code other than 0.
    # 2. For ever: accept(), serve the client until it closes, close its connection.
    # 3. Serving: read the header up to the first b"\n" and decode it: PUT, size and name
    #    (split(" ", 2): the name may have spaces). connection.makefile("rb") has readline() and
    #    read(n), which join what comes in pieces.
    # 4. If the name is empty, is "." or "..", or has "/" or "\\" in it, read the content, do not
    #    store it, and reply ERROR and why. If you do not understand the header, reply ERROR and close.
    # 5. Read exactly as many bytes as the size says and store them with open(name, "wb"). If the
    #    client leaves before, nothing must stay under that name.
    # 6. With the file closed, print its name and reply OK, the size and a b"\n".
    # 7. If the connection breaks (OSError), end that connection only: the server goes on.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
