package org.resnet4j.report.page;

import java.util.Map;
import java.util.function.Function;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.picture.DrawingException;
import org.resnet4j.report.picture.Picture;
import org.resnet4j.report.picture.Theme;

/**
 * An HTML page in one file: light or dark like the reader's system, readable on a phone. It is
 * given English words and says them in the reader's language.
 */
public final class Page {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ground: #ffffff; --ink: #1f2328; --faint: #59636e;
        --line: #e4e7eb; --tile: #f6f8fa; --accent: #0072b2;
        --good: #00795a; --maybe: #8a6100; --bad: #b54600; }
      @media (prefers-color-scheme: dark) { :root { --ground: #0f1318; --ink: #e6edf3;
        --faint: #9aa4af; --line: #262c34; --tile: #171d25; --accent: #56b4e9;
        --good: #2bbf93; --maybe: #e69f00; --bad: #ff8a4c; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--ground); color: var(--ink);
        font: 16px/1.55 system-ui, 'Segoe UI', Roboto, 'Apple SD Gothic Neo',
          'Malgun Gothic', 'Noto Sans KR', 'DejaVu Sans', sans-serif; }
      :lang(ko) { word-break: keep-all; overflow-wrap: break-word; }
      main { max-width: 1080px; margin: 0 auto; padding: 2.2rem 1.2rem 4rem; }
      h1 { font-size: clamp(1.5rem, 4vw, 2.1rem); line-height: 1.2; margin: 0 0 .4rem; }
      h2 { font-size: 1.15rem; margin: 2.6rem 0 .9rem; }
      p { margin: .3rem 0; } .lead { color: var(--faint); max-width: 46rem; }
      .note { color: var(--faint); font-size: .85rem; }
      .tiles { display: grid; gap: .8rem; margin: 1.6rem 0 0;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
      .tile { background: var(--tile); border-radius: 10px; padding: .9rem 1rem; }
      .tile b { display: block; font-size: 1.5rem; line-height: 1.25;
        font-variant-numeric: tabular-nums; }
      .tile:first-child b { color: var(--accent); }
      .tile span { color: var(--faint); font-size: .85rem; }
      .plots { display: grid; gap: 1rem;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
      figure { margin: 0; max-width: 640px; } svg { width: 100%; height: auto; display: block; }
      .dark { display: none; }
      @media (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; }
      .rows th { text-align: left; font-weight: 400; color: var(--faint); padding: .3rem 1.6rem
        .3rem 0; vertical-align: top; white-space: nowrap; }
      .rows td { padding: .3rem 0; overflow-wrap: anywhere; }
      .rows tr + tr { border-top: 1px solid var(--line); }
      .confusion th { font-weight: 400; color: var(--faint); padding: .25rem .5rem; }
      .confusion th[scope=row] { text-align: right; }
      .confusion td { text-align: center; min-width: 2.9rem; height: 2.1rem; padding: 0 .35rem;
        border: 1px solid var(--line); }
      .confusion .diagonal { color: var(--accent); font-weight: 600; }
      .confusion .deep { color: #fff; }
      .confusion .right { border: 0; color: var(--faint); text-align: right; padding-left: .9rem;
        white-space: nowrap; }
      .data { margin: .8rem 0; min-width: min(100%, 30rem); }
      .data caption { text-align: left; font-weight: 600; padding: .3rem 0 .5rem; }
      .data th { text-align: left; font-weight: 500; color: var(--faint); vertical-align: bottom;
        padding: .25rem .9rem .35rem 0; border-bottom: 1px solid var(--faint); }
      .data td { padding: .28rem .9rem .28rem 0; border-bottom: 1px solid var(--line); }
      .data td:first-child, .short { white-space: nowrap; }
      .data .number { text-align: right; white-space: nowrap; }
      .data tr > :last-child { padding-right: 0; }
      .prose { max-width: 46rem; margin: .5rem 0 1rem; }
      blockquote { margin: 1rem 0 0; padding: .1rem 0 .1rem 1rem; max-width: 46rem;
        border-left: 3px solid var(--accent); color: var(--faint); }
      blockquote span { display: block; font-size: .8rem; font-weight: 600; color: var(--accent); }
      .verdicts { display: grid; gap: .9rem; margin: .9rem 0 1.2rem;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); }
      .verdict { background: var(--tile); border-radius: 10px; padding: .9rem 1.1rem;
        border-left: 5px solid var(--tone); }
      .verdict b { color: var(--tone); font-size: .95rem; }
      .verdict b::before { content: var(--sign) "\\00a0"; }
      .verdict p { margin: .25rem 0 0; }
      .holds { --tone: var(--good); --sign: "✓"; }
      .holds-if { --tone: var(--maybe); --sign: "≈"; }
      .does-not { --tone: var(--bad); --sign: "✗"; }
      .not-measured { --tone: var(--faint); --sign: "–"; }
      pre { background: var(--tile); border-radius: 8px; padding: .8rem 1rem; font-size: .88rem;
        white-space: pre-wrap; overflow-wrap: anywhere; overflow-x: auto; }
      @media (max-width: 30rem) { .data { font-size: .84rem; }
        .data th, .data td { padding-right: .5rem; } }
      """;

  private final StringBuilder body = new StringBuilder();
  private final StringBuilder style = new StringBuilder(STYLE);
  private final String title;
  private final Language language;
  private boolean inPlots;

  public Page(String title, Language language) {
    this.title = language.say(title);
    this.language = language;
    body.append("<h1>").append(said(title)).append("</h1>\n");
  }

  public void lead(String words) {
    add("<p class=\"lead\">" + said(words) + "</p>\n");
  }

  public void heading(String words) {
    add("<h2>" + said(words) + "</h2>\n");
  }

  /** A remark in small letters. */
  public void note(String words) {
    add("<p class=\"note\">" + said(words) + "</p>\n");
  }

  public void code(String words) {
    add("<pre><code>" + Html.unbroken(words) + "</code></pre>\n");
  }

  /** Large figures, each with its label. */
  @SafeVarargs
  public final void tiles(Map.Entry<String, String>... figures) {
    add("<div class=\"tiles\">\n");
    for (var figure : figures) {
      add(
          "<div class=\"tile\"><b>%s</b><span>%s</span></div>\n"
              .formatted(said(figure.getKey()), said(figure.getValue())));
    }
    add("</div>\n");
  }

  /**
   * One picture in both themes; consecutive pictures are side by side. Where it cannot be drawn,
   * the page says why in its place.
   */
  public void picture(Function<Theme, Picture> picture) {
    String light;
    String dark;
    try {
      light = said(picture.apply(Theme.LIGHT)).svg();
      dark = said(picture.apply(Theme.DARK)).svg();
    } catch (DrawingException e) {
      note("No picture: " + e.getMessage() + ".");
      return;
    }
    if (!inPlots) {
      add("<div class=\"plots\">\n");
      inPlots = true;
    }
    body.append("<figure><div class=\"light\">")
        .append(light)
        .append("</div><div class=\"dark\">")
        .append(dark)
        .append("</div></figure>\n");
  }

  public void table(Map<String, String> rows) {
    add("<table class=\"rows\">\n");
    rows.forEach(
        (key, value) ->
            add(
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                    .formatted(said(key), said(value))));
    add("</table>\n");
  }

  private Picture said(Picture picture) {
    return new Picture(
        language.say(picture.title()),
        language.say(picture.description()),
        picture.width(),
        picture.height(),
        picture.drawing());
  }

  /** English words in the page's language, as HTML. */
  private String said(String english) {
    return Html.text(language.say(english));
  }

  /** Adds HTML as it is. */
  public void add(String html) {
    if (inPlots) {
      body.append("</div>\n");
      inPlots = false;
    }
    body.append(html);
  }

  /** Adds CSS for what is added as HTML. */
  public void style(String css) {
    style.append(css);
  }

  public String html() {
    add("");
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(language.tag(), Html.text(title), style, body);
  }
}
