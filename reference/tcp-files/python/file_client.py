"""Cliente de archivos por TCP: python3 file_client.py [HOST PORT [FILE]]"""

import os
import socket
import sys

USAGE = "Uso: python3 file_client.py [HOST PORT [FILE]]"
DEFAULTS = ["127.0.0.1", "5000", "local_files.txt"]


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3):
        raise ValueError
    host, port, path = arguments + DEFAULTS[len(arguments):]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port), path


def send_file(host, port, path):
    with open(path, "rb") as file, socket.create_connection((host, port)) as connection:
        size = os.fstat(file.fileno()).st_size
        header = f"PUT {size} {os.path.basename(path)}\n"
        connection.sendall(header.encode())
        connection.sendfile(file)
        # La respuesta es una línea: readline() espera el \n / the reply is one line: readline() waits for the \n.
        return connection.makefile("rb").readline().decode(errors="replace")


if __name__ == "__main__":
    try:
        host, port, path = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    try:
        reply = send_file(host, port, path)
    except OSError as error:
        sys.exit(f"No se pudo enviar {path}: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl+C
    if not reply.endswith("\n"):
        sys.exit("El servidor cerró sin responder")
    if not reply.startswith("OK "):
        sys.exit(f"El servidor lo rechazó: {reply.strip()}")
    print("Respuesta del servidor:", reply.strip())
