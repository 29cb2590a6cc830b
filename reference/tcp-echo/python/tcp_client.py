"""Cliente de eco por TCP: python3 tcp_client.py [HOST PORT [BUFFER]]"""

import socket
import sys

USAGE = "Uso: python3 tcp_client.py [HOST PORT [BUFFER]]"
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


def read_message():
    print("Escribe un mensaje y presiona Enter:", flush=True)
    # Bytes tal cual; sin entrada, stdin es None / bytes as they are; without input, stdin is None.
    line = sys.stdin.buffer.readline() if sys.stdin else b""
    return line.rstrip(b"\r\n") or b"Hola Mundo Cruel"


def receive_echo(connection, expected, buffer):
    received = b""
    while len(received) < expected:
        chunk = connection.recv(buffer)
        if not chunk:
            raise ConnectionError("el servidor cerró antes de devolver todo el mensaje")
        print("Fragmento:", chunk.decode(errors="replace"), flush=True)
        received += chunk
    return received


def converse(host, port, buffer):
    with socket.create_connection((host, port)) as connection:
        message = read_message()
        connection.sendall(message)
        echo = receive_echo(connection, len(message), buffer)
        # Se decodifica el conjunto: un fragmento puede partir una letra / decode the whole: a fragment may split a letter.
        print("Eco completo:", echo.decode(errors="replace"))


if __name__ == "__main__":
    try:
        converse(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo completar el eco: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl+C
