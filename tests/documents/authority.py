"""A certificate authority for tests: it gives a signing certificate to whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

ISSUER = "Test authority"


def signing_certificate(name: str, password: str, *, days: tuple[int, int] = (-1, 1)) -> bytes:
    """A PKCS #12 file with the key of ``name``, P-256, valid from yesterday to tomorrow or between other days from today."""
    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate(ISSUER, root, root, days, is_authority=True)
    certificate = _certificate(name, own, root, days, is_authority=False)
    lock = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(b"key", own, certificate, [authority], lock)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    days: tuple[int, int],
    *,
    is_authority: bool,
) -> x509.Certificate:
    now, (begin, end) = datetime.now(UTC), days
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(ISSUER))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=begin))
        .not_valid_after(now + timedelta(days=end))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority, content_commitment=not is_authority, key_cert_sign=is_authority,
                crl_sign=is_authority, key_encipherment=False, data_encipherment=False, key_agreement=False,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    return made.sign(by, hashes.SHA256())


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
