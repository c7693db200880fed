using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MemberHub.Data.Conversions;

/// <summary>The society's settings as one JSON document, so that a new setting needs no migration.</summary>
internal sealed class SettingsConverter() : ValueConverter<SocietySettings, string>(settings => Write(settings), text => Read(text))
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    private static string Write(SocietySettings settings) => JsonSerializer.Serialize(settings, Options);

    private static SocietySettings Read(string text) => JsonSerializer.Deserialize<SocietySettings>(text, Options) ?? new();
}
