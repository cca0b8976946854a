"""How an answer travels: compressed, where nobody else could have chosen what stands in it.

A compressed answer is shorter where a text comes again. Whoever can have a browser ask for an address of
their choice, and sees how long each encrypted answer is, would learn letter by letter what else stands in
it. So only what Tilth's own page asks for, or the person by hand, is compressed: browsers say which it is
(`Sec-Fetch-Site`), and no page can say it for them. As a worker that passes a visit on speaks for us, a
visit with words in its address is sent as it is as well; what a script of ours asks for says so in a header
that no other site may send. On top Django adds bytes of a random number, and its tokens read differently in
every answer.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

OWN = frozenset({"same-origin", "none"})
"""Who asked, in the words of Fetch Metadata: a page of ours; the person, by typing or a bookmark."""


class Compressed(GZipMiddleware):
    """Django's compression, for answers to ourselves alone; a file on its way is sent as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, compressed or as it is."""
        own = request.headers.get("Sec-Fetch-Site") in OWN
        worded = request.META.get("QUERY_STRING") and "HX-Request" not in request.headers
        if response.streaming or not own or worded:
            return response
        return super().process_response(request, response)
