"""Checks a proof of Ovation's ledger, written from the specifications alone and sharing nothing with the program:

RFC 8785 (canonical JSON), RFC 9162 (Merkle trees), RFC 8032 (Ed25519), C2SP signed-note and tlog-checkpoint.

    verify_proof.py event KEY < proof.json      as `ovation ledger prove EVENT --json` prints it
    verify_proof.py events KEY < proofs.jsonl   several of them, one a line
    verify_proof.py log KEY NOTE < leaves       one canonical event a line, the whole log of a checkpoint in the file NOTE

Exit code 0 where the proof holds, 1 where it does not. Needs nothing but Python 3.8.
"""

import base64
import decimal
import hashlib
import json
import sys

# Ed25519, RFC 8032, section 5.1

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_MINUS_1 % P
    if (x * x - x2) % P != 0 or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(data):
    number = int.from_bytes(data, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, a):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, a)
        a = add(a, a)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(k, a))
    same = lambda i: (left[i] * right[2] - right[i] * left[2]) % P == 0
    return same(0) and same(1)


# Canonical JSON, RFC 8785


def number(value):
    if isinstance(value, int):
        if abs(value) >= 2**53:
            raise ValueError("a number beyond 2^53")
        return str(value)
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    if 1e-6 <= abs(value) < 1e21:
        return format(decimal.Decimal(repr(value)), "f")
    digits, _, exponent = repr(value).partition("e")
    return digits + "e" + exponent[0] + exponent[1:].lstrip("0")


def text(value):
    return json.dumps(value, ensure_ascii=False)


def canonical(value):
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(text(name) + ":" + canonical(value[name]) for name in names) + "}"


# Merkle trees, RFC 9162, section 2.1


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    while len(leaves) > 1:
        pairs = [node_hash(leaves[i], leaves[i + 1]) for i in range(0, len(leaves) - 1, 2)]
        leaves = pairs + ([leaves[-1]] if len(leaves) % 2 else [])
    return leaves[0]


def root_from(leaf, index, size, proof):
    fn, sn, r = index, size - 1, leaf
    if index >= size:
        return None
    for p in proof:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


# Checkpoints, C2SP signed-note and tlog-checkpoint


def read_key(key):
    name, identifier, encoded = key.strip().split("+", 2)
    data = base64.b64decode(encoded)
    if data[0] != 1 or hashlib.sha256(name.encode() + b"\n" + data).digest()[:4].hex() != identifier:
        raise ValueError("the key is not whole")
    return name, bytes.fromhex(identifier), data[1:]


def read_checkpoint(note, key):
    name, identifier, public = read_key(key)
    body, _, signatures = note.rpartition("\n\n")
    body += "\n"
    origin, size, root = body.split("\n")[:3]
    if origin != name:
        raise ValueError("the checkpoint is of another log")
    for line in signatures.strip().split("\n"):
        dash, signer, encoded = line.split(" ")
        data = base64.b64decode(encoded)
        if dash == "\u2014" and signer == name and data[:4] == identifier and is_signed(public, body.encode(), data[4:]):
            return int(size), base64.b64decode(root)
    raise ValueError("the checkpoint is not signed by this key")


def check_event(proof, key):
    size, root = read_checkpoint(proof["checkpoint"], key)
    leaf = proof["leaf"]
    event = json.loads(leaf)
    if canonical(event) != leaf:
        raise ValueError("the event is not in canonical form")
    if size != proof["size"]:
        raise ValueError("the proof is for a tree of another size")
    if root_from(leaf_hash(leaf.encode()), proof["index"], size, [bytes.fromhex(p) for p in proof["hashes"]]) != root:
        raise ValueError("the proof does not lead to the root of the checkpoint")
    return "%s %s is event %d of the %d under the checkpoint" % (event["type"], event["id"], proof["index"] + 1, size)


def check_log(lines, key, note):
    size, root = read_checkpoint(note, key)
    leaves = []
    for line in lines[:size]:
        if canonical(json.loads(line)) != line:
            raise ValueError("line %d is not in canonical form" % (len(leaves) + 1))
        leaves.append(leaf_hash(line.encode()))
    if len(leaves) < size:
        raise ValueError("the log has %d events, the checkpoint %d" % (len(leaves), size))
    if root_of(leaves) != root:
        raise ValueError("the events are not those of the checkpoint")
    return "%d events are those of the checkpoint" % size


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        if sys.argv[1] == "event":
            said = check_event(json.load(sys.stdin), sys.argv[2])
        elif sys.argv[1] == "events":
            said = "\n       ".join(check_event(json.loads(line), sys.argv[2]) for line in sys.stdin if line.strip())
        else:
            with open(sys.argv[3], encoding="utf-8", newline="") as kept:
                said = check_log(sys.stdin.read().split("\n")[:-1], sys.argv[2], kept.read())
        print("holds: " + said)
        return 0
    except (ValueError, KeyError, IndexError) as error:
        print("does not hold: %s" % error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
