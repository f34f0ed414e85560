"""A server over TLS that the commands trust."""

import pytest

from tests.cli.https_server import Server, run


@pytest.fixture(scope="module", name="certificates")
def certificates_of_an_own_authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
    run(
        *("req", "-x509", *key, "-subj", "/CN=test authority"),
        *("-addext", "keyUsage=critical,keyCertSign", "-keyout", "ca.key", "-out", "ca.pem"),
        folder=folder,
    )
    run("req", *key[:-2], "-subj", "/CN=x", "-keyout", "server.key", "-out", "s.csr", folder=folder)
    (folder / "ext").write_text("subjectAltName=IP:127.0.0.1\nkeyUsage=digitalSignature\n")
    run(
        *("x509", "-req", "-in", "s.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "30"),
        *("-extfile", "ext", "-out", "server.pem", "-set_serial", "1"),
        folder=folder,
    )
    return folder


@pytest.fixture(name="server")
def https_server(certificates, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "ca.pem"))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server(certificates)
    yield running
    running.close()
