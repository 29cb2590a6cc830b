"""Cliente de usuarios por TCP: python3 users_client.py [HOST PORT]"""

import json
import os
import socket
import sys
import threading

USAGE = "Uso: python3 users_client.py [HOST PORT]"
COMMANDS = "Órdenes: register NOMBRE, remove NOMBRE, list, subscribe, quit"

replied = threading.Semaphore(0)


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "5000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def read_command(line):
    """La petición que corresponde a una orden, sin su id; None si no se entiende / None when it makes no sense."""
    operation, _, name = line.strip().partition(" ")
    if operation in ("register", "remove") and name:
        return {"op": operation, "name": name.strip()}
    return {"op": operation} if operation in ("list", "subscribe") and not name else None


def show(message):
    if "event" in message:
        print(f"Aviso: {message['event']} {message.get('name')}", flush=True)
        return
    if message.get("ok"):
        print("Listo.", *message.get("users", []), sep="\n  ", flush=True)
    else:
        print("El servidor lo rechazó:", message.get("error"), flush=True)
    replied.release()


def receive(connection):
    """Junta lo que llega y muestra cada línea completa / joins what arrives and shows every whole line."""
    pending = b""
    reason = "cerró la conexión"
    try:
        while chunk := connection.recv(1024):
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                show(json.loads(line))
    except (OSError, ValueError) as error:
        reason = error
    print("Se perdió el servidor:", reason, file=sys.stderr, flush=True)
    os._exit(1)  # el otro hilo espera al teclado / the other thread waits for the keyboard


def converse(connection):
    threading.Thread(target=receive, args=(connection,), daemon=True).start()
    print(COMMANDS, flush=True)
    number = 0
    for line in sys.stdin or []:
        if line.strip() == "quit":
            break
        request = read_command(line)
        if request is None:
            print(COMMANDS, file=sys.stderr, flush=True)
            continue
        number += 1
        connection.sendall(json.dumps({"id": number, **request}).encode() + b"\n")
        replied.acquire()  # la siguiente orden, después de la respuesta / the next command once this one was answered


if __name__ == "__main__":
    try:
        address = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    try:
        with socket.create_connection(address) as connection:
            converse(connection)
            # Sin cerrar antes: el otro hilo aún recibe / without closing before: the other thread still receives.
            os._exit(0)
    except OSError as error:
        sys.exit(f"No se pudo conversar con el servidor: {error}")
    except KeyboardInterrupt:
        os._exit(130)  # Ctrl+C también termina el otro hilo / ends the other thread too
