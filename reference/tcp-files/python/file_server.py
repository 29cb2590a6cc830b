"""Servidor de archivos por TCP: python3 file_server.py [HOST PORT]"""

import os
import socket
import sys
import threading

USAGE = "Uso: python3 file_server.py [HOST PORT]"


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "5000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def read_header(line):
    command, size, name = line.decode().removesuffix("\n").split(" ", 2)
    if command != "PUT" or not (size.isascii() and size.isdigit()):
        raise ValueError
    return int(size), name


def is_safe(name):
    # El nombre viene de la red: no puede salir de la carpeta / it comes from the network: it must not leave the folder.
    return name not in ("", ".", "..") and not any(forbidden in name for forbidden in "/\\\0")


def receive(stream, size, file):
    while size > 0:
        chunk = stream.read1(min(size, 65536))
        if not chunk:
            raise ConnectionError("el cliente cerró antes de enviar todo")
        file.write(chunk)
        size -= len(chunk)


def store(stream, size, name):
    # Con otro nombre hasta que esté completo / under another name until it is whole.
    partial = f".{threading.get_ident()}.part"
    try:
        with open(partial, "wb") as file:
            receive(stream, size, file)
        os.replace(partial, name)
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def put(stream, size, name):
    if not is_safe(name):
        with open(os.devnull, "wb") as nowhere:
            receive(stream, size, nowhere)
        return "ERROR nombre no permitido"
    store(stream, size, name)
    print(f"Guardado: {name} ({size} bytes)", flush=True)
    return f"OK {size}"


def converse(connection):
    # makefile() junta los bytes: readline() espera el \n / makefile() joins the bytes: readline() waits for the \n.
    stream = connection.makefile("rb")
    while line := stream.readline(4096):
        try:
            size, name = read_header(line)
        except ValueError:
            connection.sendall(b"ERROR cabecera no valida\n")
            return
        connection.sendall(put(stream, size, name).encode() + b"\n")


def attend(connection):
    with connection:
        try:
            converse(connection)
        except OSError as error:
            print("Conexión perdida:", error, flush=True)


def serve(host, port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Permite reabrir el puerto enseguida / lets the port be opened again at once.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
        print(f"Servidor en escucha en {host}:{port}", flush=True)
        while True:
            connection, address = server.accept()
            print("Conexión desde:", address, flush=True)
            threading.Thread(target=attend, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    try:
        serve(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo abrir el puerto: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
