using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace MemberHub.Components.Displays;

/// <summary>
/// Drawings by name, on a grid of 24 by 24. Plain markup and no component: every component of a page costs a live circuit two kilobytes.
/// </summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, MarkupString> Drawings = new Dictionary<string, string>
    {
        ["alert"] = """<path d="M12 4 2.800 20h18.400zM12 10v4.500M12 17.300v.1"/>""",
        ["arrow"] = """<path d="M4 12h15m-5-5 5 5-5 5"/>""",
        ["cal"] = """<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8.500 3v4M15.500 3v4"/>""",
        ["card"] = """<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3 10h18M7 15h4"/>""",
        ["check"] = """<path d="m5 12.500 4.500 4.500L19 7.500"/>""",
        ["clock"] = """<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.500l3.500 2"/>""",
        ["coin"] = """<circle cx="12" cy="12" r="8.500"/><path d="m9 8 3 4 3-4M12 12v4.500M9.500 12.800h5M9.500 14.800h5"/>""",
        ["copy"] = """<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M6 15H4V4h11v2"/>""",
        ["doc"] = """<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>""",
        ["dot"] = """<circle cx="12" cy="12" r="6" fill="currentColor"/>""",
        ["down"] = """<path d="M12 4v11m-4.500-4L12 15.500 16.500 11M5 20h14"/>""",
        ["eye"] = """<path d="M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12z"/><circle cx="12" cy="12" r="2.800"/>""",
        ["gear"] = """<circle cx="12" cy="12" r="3"/><path d="M12 3v3m0 12v3M3 12h3m12 0h3M5.600 5.600l2.100 2.100m8.600 8.600 2.100 2.100m0-12.800-2.100 2.100m-8.600 8.600-2.100 2.100"/>""",
        ["help"] = """<circle cx="12" cy="12" r="9"/><path d="M9.300 9.500a2.700 2.700 0 1 1 4 2.400c-.9.500-1.300 1-1.300 2M12 17v.1"/>""",
        ["home"] = """<path d="M4 11 12 4l8 7v9h-5v-6H9v6H4z"/>""",
        ["info"] = """<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.700v.1"/>""",
        ["key"] = """<circle cx="8" cy="15" r="4.500"/><path d="m11.200 11.800 8.300-8.300M15.500 7.500l3 3"/>""",
        ["list"] = """<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>""",
        ["lock"] = """<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>""",
        ["loop"] = """<path d="M19 8a8 8 0 0 0-14.500 2M5 16a8 8 0 0 0 14.500-2M19 3.500V8h-4.500M5 20.500V16h4.500"/>""",
        ["mail"] = """<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m4 7 8 6 8-6"/>""",
        ["menu"] = """<path d="M4 7h16M4 12h16M4 17h16"/>""",
        ["off"] = """<circle cx="12" cy="12" r="8.500"/><path d="m6 18 12-12"/>""",
        ["pen"] = """<path d="m4 20 1-4L16.500 4.500l3 3L8 19z"/>""",
        ["plus"] = """<path d="M12 5v14M5 12h14"/>""",
        ["prev"] = """<path d="m15 5-7 7 7 7"/>""",
        ["print"] = """<path d="M7 9V4h10v5M7 18H4v-8h16v8h-3M7 15h10v5H7z"/>""",
        ["ring"] = """<circle cx="12" cy="12" r="6"/>""",
        ["search"] = """<circle cx="11" cy="11" r="6.500"/><path d="m16 16 4.500 4.500"/>""",
        ["slip"] = """<rect x="2.500" y="6" width="19" height="12" rx="1"/><path d="M15.500 6v12M5.500 9.500h7M5.500 12.500h4"/>""",
        ["store"] = """<path d="M4 10v10h16V10M3 10l2-6h14l2 6c0 1.500-1.200 2.500-2.500 2.500S16 11.500 16 10c0 1.500-1.800 2.500-4 2.500S8 11.500 8 10c0 1.500-1.200 2.500-2.500 2.500S3 11.500 3 10zM10 20v-4h4v4"/>""",
        ["undo"] = """<path d="M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3"/>""",
        ["user"] = """<circle cx="12" cy="8" r="4"/><path d="M4 20c1.5-4 4.5-5.5 8-5.5s6.500 1.5 8 5.500"/>""",
        ["wifi"] = """<path d="M3 9c5-4.500 13-4.500 18 0M6.500 13c3-2.700 8-2.700 11 0M12 17.500v.1M4 4l16 16"/>""",
        ["x"] = """<path d="m6 6 12 12M18 6 6 18"/>""",
        ["yen"] = """<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m9 8 3 4 3-4M12 12v5M9.5 13.2h5M9.5 15.2h5"/>""",
    }.ToFrozenDictionary(drawing => drawing.Key, drawing => new MarkupString($"""<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{drawing.Value}</svg>"""));

    /// <summary>The svg element, which a screen reader passes over; <see cref="ArgumentException"/> for a name that has no drawing.</summary>
    public static MarkupString Of(string name) =>
        Drawings.TryGetValue(name, out var drawing) ? drawing : throw new ArgumentException($"There is no icon named {name}.", nameof(name));
}
