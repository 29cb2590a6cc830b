"""Servidor de usuarios por TCP: python3 users_server.py [HOST PORT]"""

import json
import queue
import socket
import sys
import threading

USAGE = "Uso: python3 users_server.py [HOST PORT]"
LONGEST_LINE = 4096

users = []
subscribers = []
lock = threading.Lock()


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "5000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


class Client:
    """Lo que se le envía espera en una cola: nadie espera a un cliente lento / nobody waits for a slow client."""

    def __init__(self, connection):
        self.connection = connection
        self.outgoing = queue.SimpleQueue()

    def send(self, message):
        self.outgoing.put(json.dumps(message, ensure_ascii=False).encode() + b"\n")

    def write(self):
        with self.connection:
            try:
                while line := self.outgoing.get():
                    self.connection.sendall(line)
            except OSError as error:
                print("Conexión perdida:", error, flush=True)


def read_lines(connection):
    """Junta lo que llega y entrega línea por línea; None por una demasiado larga / None for a line too long."""
    pending, skipping = b"", False
    while chunk := connection.recv(1024):
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            if not skipping:
                yield line if len(line) <= LONGEST_LINE else None
            skipping = False
        if len(pending) > LONGEST_LINE:
            if not skipping:
                yield None
            pending, skipping = b"", True


def read_request(line):
    try:
        request = json.loads(line.decode())
    except ValueError:
        return None
    return request if isinstance(request, dict) else None


def fault_in(request):
    operation, name = request.get("op"), request.get("name")
    if "id" not in request or "op" not in request:
        return "missing-field"
    if operation not in ("register", "remove", "list", "subscribe"):
        return "unknown-op"
    if operation in ("register", "remove"):
        if not isinstance(name, str) or name == "":
            return "missing-field"
        if operation == "register" and name in users:
            return "duplicate-user"
        if operation == "remove" and name not in users:
            return "unknown-user"
    return None


def perform(request, client):
    """Hace lo pedido; devuelve la respuesta y el aviso, si lo hay / returns the reply, and the event if there is one."""
    fault = fault_in(request)
    if fault:
        return {"id": request.get("id"), "ok": False, "error": fault}, None
    done = {"id": request["id"], "ok": True}
    match request["op"]:
        case "register":
            users.append(request["name"])
            return done, {"event": "registered", "name": request["name"]}
        case "remove":
            users.remove(request["name"])
            return done, {"event": "removed", "name": request["name"]}
        case "subscribe":
            if client not in subscribers:
                subscribers.append(client)
            return done, None
        case _:
            return done | {"users": list(users)}, None


def answer(line, client):
    if line is None:
        client.send({"id": None, "ok": False, "error": "line-too-long"})
        return
    request = read_request(line)
    if request is None:
        client.send({"id": None, "ok": False, "error": "bad-json"})
        return
    with lock:  # un cambio a la vez: todos ven el mismo orden / one change at a time: everybody sees the same order
        reply, event = perform(request, client)
        client.send(reply)
        for subscriber in subscribers if event else []:
            subscriber.send(event)


def attend(connection):
    client = Client(connection)
    threading.Thread(target=client.write, daemon=True).start()
    try:
        for line in read_lines(connection):
            print("Petición:", (line or b"(demasiado larga)").decode(errors="replace"), flush=True)
            answer(line, client)
    except OSError as error:
        print("Conexión perdida:", error, flush=True)
    with lock:
        if client in subscribers:
            subscribers.remove(client)
    client.outgoing.put(None)


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
