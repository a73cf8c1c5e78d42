"""What went wrong on the network, as a sentence for people."""

import ssl
from http.client import IncompleteRead as HTTPIncompleteRead

from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    IncompleteRead,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as SilenceError

from feedtool.net.address import Address
from feedtool.net.answer import Hop, NetworkError, Reason

_TRY_AGAIN = "try again later, or in a browser"


def explain(
    error: HTTPError | OSError, address: Address, hops: tuple[Hop, ...], seconds: float | None
) -> NetworkError:
    """Turn an error of the library into one sentence; `seconds` are given where time ran out."""
    host = address.host
    if isinstance(error, ProxyError):
        return NetworkError(
            Reason.REFUSED, f"the proxy for {host} does not serve: {_cause_of(error)}", hops=hops
        )
    if seconds is not None:
        message = f"{host} did not send its answer within {seconds:g} seconds"
        return NetworkError(Reason.TIMEOUT, message, _TRY_AGAIN, hops)
    reason, words, hint = _describe(error)
    return NetworkError(reason, f"{host} {words}", hint, hops)


def _describe(error: HTTPError | OSError) -> tuple[Reason, str, str]:
    if isinstance(error, NameResolutionError):
        return (
            Reason.UNKNOWN_HOST,
            "is not known: no server has this name",
            "look for a typing slip",
        )
    if isinstance(error, NewConnectionError):
        return Reason.REFUSED, f"takes no connection: {_cause_of(error)}", _TRY_AGAIN
    if isinstance(error, SilenceError) or isinstance(_innermost(error), TimeoutError):
        return Reason.TIMEOUT, "does not answer in time", _TRY_AGAIN
    if isinstance(error, SSLError):
        return _describe_tls(error)
    if isinstance(error, DecodeError):
        return Reason.BROKEN, "sent what cannot be decompressed", _TRY_AGAIN
    if isinstance(error, (IncompleteRead, ProtocolError)):
        return Reason.BROKEN, _describe_broken(error), _TRY_AGAIN
    return Reason.BROKEN, f"cannot be asked: {_cause_of(error)}", ""


def _describe_tls(error: SSLError) -> tuple[Reason, str, str]:
    """Tell a certificate that nobody trusts from a connection that did not come about."""
    if isinstance(_innermost(error), ssl.SSLCertVerificationError):
        return Reason.CERTIFICATE, f"cannot be trusted: {_cause_of(error)}", ""
    hint = "its TLS may be older than 1.2, or it speaks plain http at this port"
    return Reason.REFUSED, f"makes no safe connection: {_cause_of(error)}", hint


def _describe_broken(error: IncompleteRead | ProtocolError) -> str:
    """Say what is wrong with an answer; urllib3 wraps what it found itself."""
    for each in (error, *error.args):
        if isinstance(each, IncompleteRead):
            came, rest = each.partial, each.expected
            return f"broke off after {came:,} bytes; {rest:,} are missing"
        if isinstance(each, HTTPIncompleteRead):  # Python's own, whose counts are bytes or None
            return "broke off before the end of its answer"
    return f"sent no proper answer: {_cause_of(error).strip()}"


def _cause_of(error: BaseException) -> str:
    """Return the innermost reason, without the library's own wrapping."""
    inner = _innermost(error)
    if isinstance(inner, ssl.SSLCertVerificationError):
        return inner.verify_message
    if isinstance(inner, ssl.SSLError) and inner.reason:
        return inner.reason.replace("_", " ").lower()
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return str(inner.args[-1]) if inner.args else type(inner).__name__


def _innermost(error: BaseException) -> BaseException:
    inner = next((each for each in error.args[::-1] if isinstance(each, BaseException)), None)
    inner = inner or error.__cause__
    return error if inner is None else _innermost(inner)
