"""Servidor de eco para varios clientes a la vez: python3 concurrent_server.py [HOST PORT]"""

import socket
import sys
import threading

USAGE = "Uso: python3 concurrent_server.py [HOST PORT]"


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "5000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def name_of(address):
    host, port = address
    return f"{host}:{port}"


def echo(connection, client):
    # Las variables de una función son de cada hilo / the variables of a function belong to each thread.
    while chunk := connection.recv(1024):
        print(f"{client}: {chunk.decode(errors='replace')}", flush=True)
        connection.sendall(chunk)


def attend(connection, client):
    with connection:
        try:
            echo(connection, client)
            print(f"{client} se fue", flush=True)
        except OSError as error:
            # Termina solo este hilo; los demás no lo notan / ends this thread only; the others do not notice.
            print(f"{client} se perdió: {error}", flush=True)


def serve(host, port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Permite reabrir el puerto enseguida / lets the port be opened again at once.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
        print(f"Servidor en escucha en {host}:{port}", flush=True)
        while True:
            connection, address = server.accept()
            client = name_of(address)
            print(f"{client} se conectó", flush=True)
            # daemon: Ctrl+C no espera a los clientes conectados / Ctrl+C does not wait for connected clients.
            threading.Thread(target=attend, args=(connection, client), daemon=True).start()


if __name__ == "__main__":
    try:
        serve(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo abrir el puerto: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
