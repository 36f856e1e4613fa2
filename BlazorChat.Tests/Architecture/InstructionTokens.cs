using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace BlazorChat.Tests.Architecture;

/// <summary>Finds the types and members that a method's instructions name (ECMA-335, partition III).</summary>
internal static class InstructionTokens
{
    private const byte TwoByteOpCode = 0xFE;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    public static IEnumerable<EntityHandle> Read(MethodBodyBlock body)
    {
        var instructions = body.GetILReader();
        while (instructions.RemainingBytes > 0)
        {
            var first = instructions.ReadByte();
            var code = OpCodesByValue[first == TwoByteOpCode ? unchecked((short)((first << 8) | instructions.ReadByte())) : first];
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    yield return MetadataTokens.EntityHandle(instructions.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    var branches = instructions.ReadInt32();
                    instructions.Offset += sizeof(int) * branches;
                    break;
                default:
                    instructions.Offset += Size(code.OperandType);
                    break;
            }
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
