/** An exercise for tests: a TCP server with pieces and a crowd, a TCP client, a UDP server. It has no errors. */
export const sampleExercise = String.raw`# yaml-language-server: $schema=../exercise.schema.json
id: sample
title: { es: Eco de muestra, en: Sample echo }
points: { basic: 60, robust: 40 }

programs:
  server:
    title: { es: Servidor TCP, en: TCP server }
    role: server
    transport: tcp
    port: 5000
    arguments: [HOST, PORT, BUFFER]
    files: [tcp_server, server]
  client:
    title: { es: Cliente TCP, en: TCP client }
    role: client
    transport: tcp
    port: 5000
    files: [tcp_client, client]
  udp-server:
    title: { es: Servidor UDP, en: UDP server }
    role: server
    transport: udp
    port: 5001
    files: [udp_server]

checks:
  - id: echoes-one-message
    of: server
    level: basic
    title: { es: Devuelve un mensaje, en: Echoes one message }
    steps:
      - start: server
      - connect: alice
      - send: { peer: alice, text: Hola Mundo Cruel, pieces: 8 }
      - expect: { peer: alice, template: '{sent}', as: echo }
      - expectOutput: { program: server, template: '{echo}' }
      - halfClose: alice
      - expectClose: { peer: alice, how: fin }

  - id: serves-a-crowd
    of: server
    level: robust
    weight: 2
    title: { es: Atiende a muchos, en: Serves a crowd }
    hint: { es: Vuelve a llamar a accept., en: Call accept again. }
    needs: [echoes-one-message]
    steps:
      - start: { program: server, arguments: ['{host}', '{port}', '{buffer}'], buffer: 8 }
      - repeat:
          times: 3
          steps:
            - connect: crowd
            - send: { peer: crowd, line: hola }
      - repeat:
          times: 3
          steps:
            - expect: { peer: crowd, pattern: ^hola\n$ }
            - close: crowd
      - signal: { program: server, signal: SIGTERM }
      - expectExit: { program: server, signal: allowed }

  - id: sends-a-message
    of: client
    level: basic
    title: { es: Envía un mensaje, en: Sends a message }
    steps:
      - listen: client
      - start: client
      - accept: { peer: client, withinMs: 2000 }
      - type: { program: client, line: Hola }
      - endInput: client
      - expect: { peer: client, any: true }
      - echo: client
      - expectExit: { program: client, code: 0 }

  - id: echoes-a-datagram
    of: udp-server
    level: basic
    title: { es: Devuelve un datagrama, en: Echoes a datagram }
    steps:
      - start: udp-server
      - connect: bob
      - send: { peer: bob, random: { bytes: 1400, seed: 7 } }
      - expect: { peer: bob, random: { bytes: 1400, seed: 7 }, fromPort: same }
      - expectNothingMore: bob
`;

/** The sample with its first `found` replaced. */
export function sampleWith(found: string, replacement: string): string {
  if (!sampleExercise.includes(found)) throw new Error(`The sample has no ${found}`);
  return sampleExercise.replace(found, () => replacement);
}
