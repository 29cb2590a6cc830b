// Servidor de eco por UDP: node udp_server.ts [HOST PORT [BUFFER]]

import { createSocket } from "node:dgram";

function usage(): never {
  console.error("Uso: node udp_server.ts [HOST PORT [BUFFER]]");
  process.exit(1);
}

function readNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65535) usage();
  return number;
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", port = "5001", buffer = "65535"] = given;
  return { host, port: readNumber(port), buffer: readNumber(buffer) };
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
const server = createSocket("udp4");

server.on("message", (datagram, sender) => {
  // Lo que no cabe en BUFFER se pierde / what does not fit in BUFFER is lost.
  const kept = datagram.subarray(0, buffer);
  console.log("Recibido:", kept.toString(), `de ${sender.address}:${sender.port}`);
  // Un cliente que ya no está no detiene a los demás / a client that left does not stop the others.
  server.send(kept, sender.port, sender.address, (error) => {
    if (error) console.log("Eco perdido:", error.message);
  });
});
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exit(1);
});
server.bind(port, host, () => console.log(`Servidor UDP en ${host}:${port}`));
