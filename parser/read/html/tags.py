"""Tags: the elements of HTML that begin a block, and those that hold nothing of a document (HTML Living Standard, 4 and 16.2)."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))  # fmt: skip
NO_CONTENT = frozenset((
    "applet", "area", "audio", "base", "button", "canvas", "del", "embed", "frame", "frameset", "head", "iframe",
    "img", "input", "link", "map", "meta", "nav", "noembed", "noframes", "noscript", "object", "option", "param",
    "script", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
))  # fmt: skip
