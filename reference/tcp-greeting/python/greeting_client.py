"""Muestra el saludo de un servidor TCP: python3 greeting_client.py [HOST PORT]"""

import socket
import sys

USAGE = "Uso: python3 greeting_client.py [HOST PORT]"
DEFAULTS = ["127.0.0.1", "5000"]
PATIENCE_SECONDS = 1


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or DEFAULTS
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def receive_all(connection):
    # El saludo termina cuando el servidor cierra, no con un recv()
    # The greeting ends when the server closes, not with one recv().
    greeting = b""
    while chunk := connection.recv(1024):
        greeting += chunk
    return greeting


def converse(host, port):
    # El límite vale para conectar y para cada recv() / the limit holds for connecting and for each recv().
    with socket.create_connection((host, port), timeout=PATIENCE_SECONDS) as connection:
        greeting = receive_all(connection)
    if not greeting:
        raise ConnectionError("el servidor cerró sin saludar")
    # Se decodifica el conjunto: un fragmento puede partir una letra / decode the whole: a fragment may split a letter.
    print("Mensaje del servidor:", greeting.decode(errors="replace"))


if __name__ == "__main__":
    try:
        converse(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except TimeoutError:
        sys.exit("El servidor no respondió a tiempo")
    except OSError as error:
        sys.exit(f"No se recibió el saludo: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl+C
