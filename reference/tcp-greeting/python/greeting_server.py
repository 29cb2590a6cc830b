"""Saluda a cada cliente por TCP: python3 greeting_server.py [HOST PORT]"""

import socket
import sys
import threading

USAGE = "Uso: python3 greeting_server.py [HOST PORT]"
DEFAULTS = ["127.0.0.1", "5000"]
GREETING = "¡Hola! Te damos la bienvenida."
PATIENCE_SECONDS = 5


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or DEFAULTS
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def greet(connection):
    connection.sendall(GREETING.encode())
    # Cerrar con datos sin leer enviaría RST y el saludo se podría perder: avisa el final y espera al cliente
    # Closing with data unread would send RST and the greeting might be lost: announce the end, wait for the client.
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(PATIENCE_SECONDS)
    while connection.recv(1024):
        pass


def attend(connection):
    with connection:
        try:
            greet(connection)
        except OSError as error:
            print("Conexión perdida:", error, flush=True)


def serve(host, port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Permite reabrir el puerto enseguida / lets the port be opened again at once.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
        print(f"Esperando conexiones en {host}:{port}", flush=True)
        while True:
            connection, address = server.accept()
            print("Conexión establecida desde", address, flush=True)
            # Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another.
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
