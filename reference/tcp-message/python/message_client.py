"""Envía un mensaje por TCP: python3 message_client.py [HOST PORT [MESSAGE]]"""

import socket
import sys

USAGE = "Uso: python3 message_client.py [HOST PORT [MESSAGE]]"
DEFAULTS = ["127.0.0.1", "12345", "Hola desde el cliente"]


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3):
        raise ValueError
    host, port, message = arguments + DEFAULTS[len(arguments):]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port), message


def receive_all(connection):
    answer = b""
    while chunk := connection.recv(1024):
        answer += chunk
    return answer


def converse(host, port, message):
    with socket.create_connection((host, port)) as connection:
        connection.sendall(message.encode())
        # "Terminé de enviar": el servidor ve el final y aún puede contestar
        # "I am done sending": the server sees the end and can still answer.
        connection.shutdown(socket.SHUT_WR)
        answer = receive_all(connection)
        if answer:
            print("Respuesta:", answer.decode(errors="replace"))


if __name__ == "__main__":
    try:
        converse(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo enviar el mensaje: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl+C
