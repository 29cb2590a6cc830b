/** Small programs for the tests that grade: right ones, and some with a habit. */

export const echoServer = `
  import socket, sys
  with socket.create_server((sys.argv[1], int(sys.argv[2]))) as servidor:
      while True:
          conexion, _ = servidor.accept()
          with conexion:
              while datos := conexion.recv(1024):
                  print(datos.decode(errors="replace"))
                  conexion.sendall(datos)
`;

/** Takes no notice of the port it is told. */
export const fixedPortServer = echoServer.replace('(sys.argv[1], int(sys.argv[2]))', '("127.0.0.1", 5000)');

export const echoClient = `
  import socket, sys
  mensaje = (sys.stdin.readline().rstrip("\\n") or "Hola Mundo Cruel").encode()
  with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as conexion:
      conexion.sendall(mensaje)
      eco = b""
      while len(eco) < len(mensaje) and (datos := conexion.recv(1024)):
          eco += datos
      print(eco.decode())
`;

/** Reads every message and answers none. */
export const silentServer = echoServer.replace('conexion.sendall(datos)', 'pass');
