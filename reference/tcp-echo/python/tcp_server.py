"""Servidor de eco por TCP: python3 tcp_server.py [HOST PORT [BUFFER]]"""

import socket
import sys
import threading

USAGE = "Uso: python3 tcp_server.py [HOST PORT [BUFFER]]"
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


def echo(connection, buffer):
    # recv() entrega lo que haya llegado, no "un mensaje" / recv() gives what has arrived, not "a message".
    while chunk := connection.recv(buffer):
        print("Recibido:", chunk.decode(errors="replace"), flush=True)
        connection.sendall(chunk)


def attend(connection, buffer):
    with connection:
        try:
            echo(connection, buffer)
        except OSError as error:
            print("Conexión perdida:", error, flush=True)


def serve(host, port, buffer):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Permite reabrir el puerto enseguida / lets the port be opened again at once.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
        print(f"Servidor en escucha en {host}:{port}", flush=True)
        while True:
            connection, address = server.accept()
            print("Conexión desde:", address, flush=True)
            # Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another.
            threading.Thread(target=attend, args=(connection, buffer), daemon=True).start()


if __name__ == "__main__":
    try:
        serve(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo abrir el puerto: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
