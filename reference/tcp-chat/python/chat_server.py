"""Servidor del chat por TCP: python3 chat_server.py [HOST PORT]"""

import codecs
import socket
import sys
import threading

USAGE = "Uso: python3 chat_server.py [HOST PORT]"


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "8000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def converse(connection, name):
    # Guarda los bytes de una letra incompleta / keeps the bytes of an incomplete character.
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    # recv() entrega lo que haya llegado, no "un mensaje" / recv() gives what has arrived, not "a message".
    while chunk := connection.recv(1024):
        print(f"{name}: {decoder.decode(chunk)}", flush=True)
        connection.sendall(f"Mensaje recibido ({len(chunk)} bytes)".encode())


def attend(connection, name):
    with connection:
        try:
            converse(connection, name)
            print(f"{name} se fue", flush=True)
        except OSError as error:
            print(f"{name} se perdió: {error}", flush=True)


def serve(host, port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Permite reabrir el puerto enseguida / lets the port be opened again at once.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
        print(f"Servidor del chat en {host}:{port}", flush=True)
        while True:
            connection, address = server.accept()
            name = "{}:{}".format(*address)
            print(f"{name} se conectó", flush=True)
            # Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another.
            threading.Thread(target=attend, args=(connection, name), daemon=True).start()


if __name__ == "__main__":
    try:
        serve(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo abrir el puerto: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
