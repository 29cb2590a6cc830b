"""Recibe un mensaje por TCP: python3 message_server.py [HOST PORT]"""

import socket
import sys

USAGE = "Uso: python3 message_server.py [HOST PORT]"
DEFAULTS = ["127.0.0.1", "12345"]


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or DEFAULTS
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def receive_all(connection):
    # El mensaje termina cuando el cliente cierra, no con un recv()
    # The message ends when the client closes, not with one recv().
    message = b""
    while chunk := connection.recv(1024):
        message += chunk
    return message


def attend(connection):
    with connection:
        message = receive_all(connection)
        # Se decodifica el conjunto: un fragmento puede partir una letra / decode the whole: a fragment may split a letter.
        print("Mensaje recibido:", message.decode(errors="replace"), flush=True)
        connection.sendall(f"Recibí {len(message)} bytes".encode())


def serve(host, port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Permite reabrir el puerto enseguida / lets the port be opened again at once.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(1)
        print("Esperando conexión...", flush=True)
        connection, address = server.accept()
        print("Conexión desde:", address, flush=True)
        attend(connection)


if __name__ == "__main__":
    try:
        serve(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except ConnectionError as error:
        sys.exit(f"Se perdió la conexión: {error}")
    except OSError as error:
        sys.exit(f"No se pudo abrir el puerto: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
